"""Reading in a child process that can harm nobody: the process, its limits, how it is spoken to, what it hands over."""
