"""One Ironic in one folder: started, stopped, asked for."""

import contextlib
import json
import os
import pathlib
import secrets
import shlex
import shutil
import socket
import sqlite3
import subprocess
import sys

import plugins
import processes
import readiness
import settings
from trouble import Trouble

NAMES = ('api', 'conductor', 'images')
MADE = ('etc', 'images', 'log', 'plugins', 'run', 'state', 'tmp', 'environment.json', 'ironic.sqlite', 'ironic.sqlite-shm', 'ironic.sqlite-wal')


class Instance:
    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder.absolute()

    def start(self, options) -> None:
        """Raises Trouble when it does not answer in time; nothing of it runs then."""
        if any(character in str(self.folder) for character in ' \t\n%$?#,'):
            raise Trouble(f'the path of the folder has a character that Ironic cannot have in its settings: {self.folder}')
        if any(self.running().values()):
            raise Trouble(f'there is one running in {self.folder}; stop it first')
        for name in ('etc', 'images', 'log', 'run', 'state', 'tmp'):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / 'etc').chmod(0o700)
        for log in (self.folder / 'log').iterdir():
            log.unlink()

        brought = plugins.install(options.plugin, self.folder / 'plugins', self.folder / 'log/plugins') if options.plugin else {}
        ports = dict(zip(('api', 'rpc', 'images'), free_ports(3)))
        ports['api'] = options.port or ports['api']
        password = (os.environ.get('REAL_IRONIC_PASSWORD') or secrets.token_urlsafe(12)) if options.http_basic else None
        try:
            config = settings.ironic_conf(self.folder, ports, brought, options)
        except ValueError as problem:
            raise Trouble(problem) from problem
        self._write('etc/ironic.conf', settings.as_text(config))
        self._write('etc/policy.yaml', '{}\n')
        if options.http_basic:
            self._write('etc/htpasswd', settings.password_line(options.http_basic, password))
        self._write('environment.json', json.dumps(self._environment(ports, options.http_basic, password)))

        self._prepare_database()
        self._launch(ports['images'])
        wanted = config['DEFAULT']['enabled_hardware_types'].split(',')
        problem = readiness.wait(self, ports['api'], options.http_basic, password, wanted, options.timeout)
        if problem:
            self.stop()
            raise Trouble(f'{problem}\n{self._complaints()}'.rstrip())

    def stop(self) -> bool:
        """False when nothing ran. No process of it is left in either case."""
        ended = [processes.end(self._pid_file(name)) for name in NAMES]
        return any(ended)

    def remove(self) -> None:
        """What start made, and the folder where nothing else is in it."""
        for name in MADE:
            path = self.folder / name
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.folder.rmdir()

    def running(self) -> dict:
        """{name: process id or None}"""
        return {name: processes.alive(self._pid_file(name)) for name in NAMES}

    def log(self, name: str) -> str:
        """What the process has said so far, through its log and directly."""
        texts = [self.folder / f'log/{name}.log', self.folder / f'log/{name}.out']
        return '\n'.join(text.read_text(errors='replace') for text in texts if text.exists())

    def environment(self) -> dict:
        """What clients need: {variable: value}; an empty value is to be unset."""
        path = self.folder / 'environment.json'
        if not path.exists():
            raise Trouble(f'there was never one in {self.folder}')
        return json.loads(path.read_text())

    def shell_environment(self) -> str:
        return ''.join(f'export {name}={shlex.quote(value)}\n' if value else f'unset {name}\n' for name, value in self.environment().items())

    def told(self) -> str:
        known = self.environment()
        return f'Ironic answers at {known["OS_ENDPOINT"]}; its clients: eval "$(ci/real-ironic env {shlex.quote(str(self.folder))})"'

    def _environment(self, ports: dict, user, password) -> dict:
        return {
            'OS_AUTH_TYPE': 'http_basic' if user else 'none',
            'OS_ENDPOINT': f'http://127.0.0.1:{ports["api"]}',
            'OS_USERNAME': user or '',
            'OS_PASSWORD': password or '',
            **{name: '' for name in ('OS_CLOUD', 'OS_AUTH_URL', 'OS_PROJECT_NAME', 'OS_TOKEN')},
            # Files that nodes boot from: put them into the folder, name them under the address.
            'REAL_IRONIC_IMAGES_DIR': str(self.folder / 'images'),
            'REAL_IRONIC_IMAGES_URL': f'http://127.0.0.1:{ports["images"]}',
        }

    def _prepare_database(self) -> None:
        database, ready = self.folder / 'ironic.sqlite', self.folder / 'state/schema'
        verb = 'upgrade' if ready.exists() and database.exists() else 'create_schema'
        if verb == 'create_schema':
            database.unlink(missing_ok=True)
        with open(self.folder / 'log/dbsync.out', 'wb') as out:
            made = subprocess.run(
                self._command('dbsync') + ['--log-file', 'dbsync.log', verb], stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=self.folder, check=False)
        if made.returncode:
            raise Trouble(f'the database cannot be made:\n{self.log("dbsync")[-1500:]}')
        # Two processes share the file: with a write-ahead log readers and a writer work side by side.
        with contextlib.closing(sqlite3.connect(database)) as connection:
            connection.execute('PRAGMA journal_mode=WAL')
        ready.touch()

    def _launch(self, images_port: int) -> None:
        environment = {name: value for name, value in os.environ.items() if 'proxy' not in name.lower() and not name.startswith('OS_')}
        for name in ('PYTHONHOME', 'VIRTUAL_ENV', 'NOTIFY_SOCKET', 'PYTHONPATH'):
            environment.pop(name, None)
        environment['PYTHONDONTWRITEBYTECODE'] = '1'
        if (self.folder / 'plugins').exists():
            environment['PYTHONPATH'] = str(self.folder / 'plugins')
        commands = {
            'images': [sys.executable, '-m', 'http.server', str(images_port), '--bind', '127.0.0.1', '--directory', str(self.folder / 'images')],
            'conductor': self._command('conductor') + ['--log-file', 'conductor.log'],
            'api': self._command('api') + ['--log-file', 'api.log'],
        }
        for name, command in commands.items():
            processes.launch(command, self._pid_file(name), self.folder / f'log/{name}.out', self.folder, environment)

    def _command(self, name: str) -> list:
        # The package of the library has no commands of its own; this is what they consist of.
        code = f'import sys; from ironic.cmd.{name} import main; sys.argv[0] = "ironic-{name}"; sys.exit(main())'
        return [sys.executable, '-c', code, '--config-file', str(self.folder / 'etc/ironic.conf')]

    def _complaints(self) -> str:
        lines = [line[:500] for name in ('conductor', 'api') for line in self.log(name).splitlines() if ' ERROR ' in line or ' CRITICAL ' in line]
        return '\n'.join(lines[-12:]) or '\n'.join(self.log('conductor').splitlines()[-12:])

    def _pid_file(self, name: str) -> pathlib.Path:
        return self.folder / f'run/{name}.pid'

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)


def free_ports(count: int) -> list:
    """So many different ports of loopback that nobody has now."""
    sockets = [socket.create_server(('127.0.0.1', 0)) for _ in range(count)]
    found = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return found
