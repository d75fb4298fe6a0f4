"""What an editor runs: importing records, and whatever else writes files of a catalogue."""
