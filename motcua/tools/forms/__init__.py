"""What editors do with the files of forms."""
