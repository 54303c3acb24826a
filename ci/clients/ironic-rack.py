#!/usr/bin/python3
"""The part of ci/ironic-rack that asks: composes, registers, cleans, deploys and gives back, with a core, a real Ironic and a rack."""
import argparse
import hashlib
import json
import pathlib
import sys
import time
import urllib.error
import urllib.request

# In seconds, for one node and for each more.
PATIENCE, PATIENCE_EACH = 300, 30


class Service:
    """Speaks JSON to one service."""

    def __init__(self, url, headers=()):
        self.url, self.headers = url.rstrip('/'), dict(headers)

    def ask(self, method, path, body=None, more=()):
        """The answer's body; RuntimeError for a refusal, with what it says."""
        data = None if body is None else json.dumps(body).encode()
        headers = {'Content-Type': 'application/json', 'Accept': 'application/json', **self.headers, **dict(more)}
        request = urllib.request.Request(f'{self.url}/{path}', data, headers, method=method)
        for _ in range(60):
            try:
                with urllib.request.urlopen(request, timeout=120) as answer:
                    text = answer.read()
                    return json.loads(text) if text.strip() else None
            except urllib.error.HTTPError as refused:
                text = refused.read().decode(errors='replace')
                # A node that is locked for the moment is asked again.
                if refused.code == 409 and 'is locked by' in text:
                    time.sleep(1)
                    continue
                raise RuntimeError(f'{method} {path}: {refused.code} {text}') from None
        raise RuntimeError(f'{method} {path}: the node stays locked')


class Rack:
    def __init__(self, options):
        self.options = options
        self.core = Service(f'{options.core}/v1')
        self.ironic = Service(f'{options.ironic}/v1', {'X-OpenStack-Ironic-API-Version': '1.80'})
        self.page = Service(options.page)
        self.nodes, self.took = {}, []

    def part(self, name, work):
        """Does a part and notes how long it took."""
        print(f'{name} ...', flush=True)
        begun = time.monotonic()
        work()
        self.took.append((name, time.monotonic() - begun))

    def register_pod(self):
        password = pathlib.Path(self.options.password_file).read_text(encoding='utf-8').strip()
        self.core.ask('POST', 'pod_managers', {
            'name': 'pod', 'driver': 'redfish', 'url': self.options.pod, 'verify_ca': self.options.ca,
            'authentication': [{'type': 'basic', 'auth_items': {'username': 'admin', 'password': password}}],
        })

    def held(self):
        """What is held in the rack, and how its systems are set; the same again when all was given back."""
        seen = self.page.ask('GET', 'sim/v1/snapshot')
        if not self.page.ask('GET', 'sim/v1/invariants')['hold']:
            raise RuntimeError('the law of conservation is broken')
        systems = [sled['system'] for rack in seen['racks'] for drawer in rack['drawers'] for sled in drawer['sleds']]
        return {'nodes': len(seen['nodes']), 'held': [system['id'] for system in systems if system.get('node')],
                'on': [system['id'] for system in systems if system.get('power') != 'Off']}

    def compose(self):
        for number in range(1, self.options.nodes + 1):
            made = self.core.ask('POST', 'nodes', {'name': f'rack-{number:02}'})
            self.nodes[made['name']] = made['uuid']

    def register(self):
        images = self.options.images_url
        for name, uuid in self.nodes.items():
            self.core.ask('POST', f'nodes/{uuid}/register', {
                'inspect': True, 'boot_interface': 'ipxe', 'inspect_interface': 'redfish', 'bios_interface': 'redfish', 'raid_interface': 'redfish',
                'deploy_interface': 'direct',
                'driver_info': {'deploy_kernel': f'{images}/kernel', 'deploy_ramdisk': f'{images}/ramdisk'},
            })
            shown = self.ironic.ask('GET', f'nodes/{name}')
            if shown['driver_info']['redfish_username'] == 'admin':
                raise RuntimeError(f'{name} is reached with the account of the pod manager')

    @staticmethod
    def is_ramdisk(name):
        return int(name[-2:]) % 2 == 0

    def all_reach(self, state, failed=('clean failed', 'deploy failed', 'error', 'inspect failed')):
        """Waits until all nodes are in a state; fails as soon as one cannot come there any more."""
        patience = PATIENCE + PATIENCE_EACH * len(self.nodes)
        due = time.monotonic() + patience
        while True:
            seen = {one['name']: one for one in self.ironic.ask('GET', 'nodes?fields=name,provision_state,last_error&limit=1000')['nodes']}
            for one in seen.values():
                if one['provision_state'] in failed:
                    raise RuntimeError(f"{one['name']} is '{one['provision_state']}': {one['last_error']}")
            left = [name for name in self.nodes if seen[name]['provision_state'] != state]
            if not left:
                return
            if time.monotonic() > due:
                raise RuntimeError(f"{left[0]} is '{seen[left[0]]['provision_state']}' and not '{state}' after {patience} s: {seen[left[0]]['last_error']}")
            time.sleep(1)

    def provision(self, verb, **more):
        for name in self.nodes:
            self.ironic.ask('PUT', f'nodes/{name}/states/provision', {'target': verb, **more})

    def clean(self):
        """BIOS settings and a RAID volume, set by steps."""
        for name in self.nodes:
            self.ironic.ask('PUT', f'nodes/{name}/states/raid', {'logical_disks': [{'size_gb': 100, 'raid_level': '1', 'is_root_volume': True}]})
        self.provision('clean', clean_steps=[
            {'interface': 'bios', 'step': 'apply_configuration', 'args': {'settings': [{'name': 'TurboMode', 'value': 'Disabled'}]}},
            {'interface': 'raid', 'step': 'create_configuration'},
        ])
        self.all_reach('manageable')
        for name in self.nodes:
            value = self.ironic.ask('GET', f'nodes/{name}/bios/TurboMode')['TurboMode']['value']
            if value != 'Disabled':
                raise RuntimeError(f'the BIOS of {name} says TurboMode={value}')

    def deploy(self):
        image = pathlib.Path(self.options.images, 'image.raw')
        checksum = hashlib.sha256(image.read_bytes()).hexdigest()
        images = self.options.images_url
        self.provision('provide')
        self.all_reach('available')
        for name in self.nodes:
            info = {'kernel': f'{images}/kernel', 'ramdisk': f'{images}/ramdisk'} if self.is_ramdisk(name) else {
                'image_source': f'{images}/image.raw', 'image_os_hash_algo': 'sha256', 'image_os_hash_value': checksum, 'image_disk_format': 'raw'}
            patch = [{'op': 'add', 'path': f'/instance_info/{key}', 'value': value} for key, value in info.items()]
            if self.is_ramdisk(name):
                # Only now: with this interface Ironic 21.4 boots no ramdisk to clean with.
                patch.append({'op': 'replace', 'path': '/deploy_interface', 'value': 'ramdisk'})
            self.ironic.ask('PATCH', f'nodes/{name}', patch)
        self.provision('active')
        self.all_reach('active')

    def undeploy(self):
        self.provision('deleted')
        self.all_reach('available')

    def give_back(self):
        for uuid in self.nodes.values():
            self.core.ask('DELETE', f'nodes/{uuid}')
        if self.ironic.ask('GET', 'nodes')['nodes']:
            raise RuntimeError('Ironic still has nodes')

    def all_instances(self, state):
        """Waits until all instances are in a state; fails as soon as one cannot come there any more."""
        patience = PATIENCE + PATIENCE_EACH * self.options.instances
        due = time.monotonic() + patience
        while True:
            seen = self.core.ask('GET', 'instances')
            for one in seen:
                if one['state'] == 'error':
                    raise RuntimeError(f"instance {one['name']} is in error: {one['fault']}")
            if seen and all(one['state'] == state for one in seen):
                return seen
            if time.monotonic() > due:
                raise RuntimeError(f"instances are not '{state}' after {patience} s: {[(one['name'], one['state'], one.get('step')) for one in seen]}")
            time.sleep(1)

    def make_instances(self):
        """Half of them from an image on disk, half from kernel and ramdisk of an ISO."""
        images = self.options.images_url
        checksum = hashlib.sha256(pathlib.Path(self.options.images, 'image.raw').read_bytes()).hexdigest()
        flavor = self.core.ask('POST', 'flavors', {'name': 'any', 'properties': {}})['uuid']
        kinds = [('disk', {'source': f'{images}/image.raw', 'checksum': checksum}), ('live', {'boot_iso': f'{images}/image.raw'})]
        for number, (name, image) in enumerate(kinds):
            wanted = (self.options.instances + 1 - number) // 2
            if wanted:
                self.core.ask('POST', 'instances', {
                    'name': name, 'flavor_id': flavor, 'image': image, 'max_count': wanted, 'policy': 'all-or-nothing', 'public_key': 'ssh-ed25519 AAAA',
                }, {'Prefer': 'respond-async'})
        for instance in self.all_instances('active'):
            node = self.ironic.ask('GET', f"nodes/{instance['ironic_uuid']}")
            if (node['provision_state'], node['instance_uuid']) != ('active', instance['uuid']):
                raise RuntimeError(f"Ironic says of {instance['name']}: {node['provision_state']}, {node['instance_uuid']}")

    def switch_instances(self):
        for verb, state in (('off', 'stopped'), ('on', 'active')):
            for instance in self.core.ask('GET', 'instances'):
                self.core.ask('POST', f"instances/{instance['uuid']}/action", {'power': verb}, {'Prefer': 'respond-async'})
            self.all_instances(state)

    def delete_instances(self):
        for instance in self.core.ask('GET', 'instances'):
            self.core.ask('DELETE', f"instances/{instance['uuid']}", None, {'Prefer': 'respond-async'})
        due = time.monotonic() + PATIENCE + PATIENCE_EACH * self.options.instances
        while left := self.core.ask('GET', 'instances'):
            failed = [one for one in left if one['state'] == 'error']
            if failed or time.monotonic() > due:
                raise RuntimeError(f'instances are left: {failed or left}')
            time.sleep(1)
        if self.ironic.ask('GET', 'nodes')['nodes']:
            raise RuntimeError('Ironic still has nodes')

    def run(self):
        for name in ('kernel', 'ramdisk', 'image.raw'):
            pathlib.Path(self.options.images, name).write_bytes(bytes(1024 * 1024))
        self.register_pod()
        before = self.held()
        if self.options.nodes:
            self.part(f'compose {self.options.nodes} nodes', self.compose)
            self.part('register and inspect', self.register)
            self.part('clean with BIOS and RAID steps', self.clean)
            self.part('provide and deploy, half direct and half ramdisk', self.deploy)
            self.part('undeploy', self.undeploy)
            self.part('unregister and release', self.give_back)
        if self.options.instances:
            self.part(f'make {self.options.instances} instances, half direct and half ramdisk', self.make_instances)
            self.part('switch them off and on', self.switch_instances)
            self.part('delete them', self.delete_instances)
        after = self.held()
        if after != before:
            raise RuntimeError(f'the rack is not as it was: {before} before, {after} after')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--nodes', type=int, default=20)
    parser.add_argument('--instances', type=int, default=10)
    for name in ('ironic', 'core', 'pod', 'page', 'ca', 'password-file', 'images', 'images-url'):
        parser.add_argument(f'--{name}', required=True)
    rack = Rack(parser.parse_args())
    try:
        rack.run()
    except RuntimeError as trouble:
        print(f'NOT OK  {trouble}')
        return 1
    finally:
        for name, seconds in rack.took:
            print(f'{seconds:8.1f} s  {name}')
    print('The rack is as it was before.')
    return 0


if __name__ == '__main__':
    sys.exit(main())
