"""Reference pages made from what they are about: commands, schemas, rules, the library."""
