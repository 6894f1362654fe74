"""The subcommands of ``sxs``, one module each: read, call one function of the library, write."""
