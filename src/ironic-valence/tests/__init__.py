"""Unit tests against a stub of the Valence API; python3 -m unittest discover in src/ironic-valence runs them.

They need Ironic's library (Debian: python3-ironic) and no service. What happens inside a running Ironic is tried by
ci/clients/ironic-valence.sh.
"""
