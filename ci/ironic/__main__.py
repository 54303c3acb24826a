"""``ci/real-ironic`` but for ``install``: the command line of it. See that file for what there is."""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from instance import Instance
from trouble import Trouble


def main() -> int:
    options = command_line().parse_args()
    try:
        return options.act(options)
    except Trouble as trouble:
        print(f'ci/real-ironic: {trouble}', file=sys.stderr)
        return 1


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='ci/real-ironic')
    verbs = parser.add_subparsers(required=True, metavar='VERB')

    start = verbs.add_parser('start', help='start an Ironic in a folder', formatter_class=argparse.RawDescriptionHelpFormatter)
    start.add_argument('folder', type=pathlib.Path, metavar='FOLDER')
    add_wishes(start)
    start.set_defaults(act=act_start)

    stop = verbs.add_parser('stop', help='stop it')
    stop.add_argument('folder', type=pathlib.Path, metavar='FOLDER')
    stop.add_argument('--remove', action='store_true', help='remove everything that start made in FOLDER, too')
    stop.set_defaults(act=act_stop)

    status = verbs.add_parser('status', help='say which of its processes run')
    status.add_argument('folder', type=pathlib.Path, metavar='FOLDER')
    status.set_defaults(act=act_status)

    env = verbs.add_parser('env', help='print the environment of its clients')
    env.add_argument('folder', type=pathlib.Path, metavar='FOLDER')
    env.set_defaults(act=act_env)

    run = verbs.add_parser('run', help='start one for the time of a command')
    add_wishes(run)
    run.add_argument('command', nargs='+', metavar='COMMAND', help='after --')
    run.set_defaults(act=act_run)
    return parser


def add_wishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('--port', type=int, metavar='N', help='of the API; a free one by default')
    parser.add_argument('--plugin', type=pathlib.Path, action='append', default=[], metavar='PATH',
                        help='a Python project with hardware types or interfaces (its pyproject.toml is in PATH): installed into '
                             'FOLDER, and all that it brings is enabled; may be repeated')
    parser.add_argument('--enable', action='append', default=[], metavar='KIND=NAME[,NAME]',
                        help='more of what Ironic has itself: types=..., power=..., boot=...; may be repeated')
    parser.add_argument('--http-basic', metavar='USER',
                        help='ask for this name and a password: that of REAL_IRONIC_PASSWORD, else a new one (env tells it)')
    parser.add_argument('--set', action='append', default=[], metavar='SECTION.KEY=VALUE', dest='settings',
                        help='any setting of ironic.conf; goes over all others; may be repeated')
    parser.add_argument('--timeout', type=float, default=120, metavar='SECONDS', help='until it must answer (120)')
    parser.add_argument('--debug', action='store_true', help="Ironic's own debug log")


def act_start(options: argparse.Namespace) -> int:
    instance = Instance(options.folder)
    instance.start(options)
    print(instance.told())
    return 0


def act_stop(options: argparse.Namespace) -> int:
    instance = Instance(options.folder)
    print('stopped' if instance.stop() else 'did not run')
    if options.remove:
        instance.remove()
    return 0


def act_status(options: argparse.Namespace) -> int:
    running = Instance(options.folder).running()
    for name, pid in running.items():
        print(f'{name}: ' + (f'runs as process {pid}' if pid else 'does not run'))
    return 0 if all(running.values()) else 4


def act_env(options: argparse.Namespace) -> int:
    print(Instance(options.folder).shell_environment(), end='')
    return 0


def act_run(options: argparse.Namespace) -> int:
    folder = pathlib.Path(tempfile.mkdtemp(prefix='real-ironic-'))
    instance = Instance(folder)
    try:
        instance.start(options)
        environment = {name: value for name, value in {**os.environ, **instance.environment()}.items() if value}
        return subprocess.run(options.command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130
    except FileNotFoundError as problem:
        raise Trouble(problem) from problem
    finally:
        instance.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
