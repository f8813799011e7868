"""Two states of a contract compared: what changes, and whom each change favours."""
