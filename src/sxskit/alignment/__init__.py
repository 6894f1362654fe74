"""An English page and its localized page as a side-by-side document: `aligner.align`."""
