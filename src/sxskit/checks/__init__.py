"""What is wrong with documents and with translations: a room for each subject."""
