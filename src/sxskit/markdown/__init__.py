"""Plain Markdown: its inline markup, its blocks and its words; no pairs and no files."""
