"""The only place that opens files, asks git, and knows the clock, the time zones and the installed packages."""
