class Trouble(Exception):
    """Something that whoever called can read and act on."""
