"""Plug-ins of Ironic: Python projects, installed into a folder of their own, with what they bring."""

import configparser
import pathlib
import shutil
import subprocess
import sys
import tempfile

from trouble import Trouble

TYPES = 'ironic.hardware.types'
INTERFACES = 'ironic.hardware.interfaces.'


def install(projects: list, target: pathlib.Path, log: pathlib.Path) -> dict:
    """{kind: [names]} of what the projects' entry points bring; the kind of hardware types is ``types``."""
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as copies, open(log, 'wb') as out:
        for number, project in enumerate(projects):
            if not (project / 'pyproject.toml').exists() and not (project / 'setup.py').exists():
                raise Trouble(f'{project} is no Python project: it has no pyproject.toml')
            # A copy, since a build leaves files beside the sources. No index: what it needs, Debian's packages have.
            copy = pathlib.Path(copies, str(number))
            shutil.copytree(project, copy, ignore=shutil.ignore_patterns('build', '*.egg-info', '__pycache__'))
            built = subprocess.run(
                [sys.executable, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-index', '--no-deps',
                 '--no-build-isolation', '--no-compile', '--target', str(target), str(copy)],
                stdout=out, stderr=out, stdin=subprocess.DEVNULL, check=False)
            if built.returncode:
                raise Trouble(f'{project} cannot be installed (is python3-pip there?):\n{log.read_text(errors="replace")[-1500:]}')
    return brought_by(target)


def brought_by(target: pathlib.Path) -> dict:
    brought: dict = {}
    for listed in target.glob('*.dist-info/entry_points.txt'):
        groups = configparser.ConfigParser(delimiters=('=',), interpolation=None)
        groups.optionxform = str
        groups.read(listed)
        for group in groups.sections():
            if group == TYPES:
                brought.setdefault('types', []).extend(groups[group])
            elif group.startswith(INTERFACES):
                brought.setdefault(group[len(INTERFACES):], []).extend(groups[group])
    return brought
