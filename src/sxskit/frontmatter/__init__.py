"""The front matter of a document: its values, read and replaced byte for byte."""
