"""motcua: from a catalogue of administrative procedures in YAML to a public site."""

__version__ = "0.1.0"
