"""Workbooks: a catalogue as sheets that an editor fills in with a spreadsheet, and back into its files."""
