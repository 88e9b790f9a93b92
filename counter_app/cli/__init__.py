"""The command line: read arguments, call one use case, print (``contracts.md``)."""
