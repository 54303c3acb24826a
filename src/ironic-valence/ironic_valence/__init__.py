"""The Ironic hardware type ``valence``: servers that Valence composed, driven through the Valence API and nothing else.

Read ``hardware.py`` first: it lists every interface there is.
"""
