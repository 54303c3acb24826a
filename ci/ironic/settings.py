"""ironic.conf of an Ironic that stands alone: {section: {key: value}}."""

import pathlib

# What of its own Ironic offers here; a plug-in and --enable add to it.
ENABLED = {
    'types': ['redfish', 'fake-hardware', 'manual-management'],
    'bios': ['redfish', 'no-bios', 'fake'],
    'boot': ['redfish-virtual-media', 'ipxe', 'pxe', 'fake'],
    'console': ['no-console', 'fake'],
    'deploy': ['direct', 'ramdisk', 'fake'],
    'inspect': ['redfish', 'no-inspect', 'fake'],
    'management': ['redfish', 'noop', 'fake'],
    'network': ['noop'],
    'power': ['redfish', 'fake'],
    'raid': ['redfish', 'agent', 'no-raid', 'fake'],
    'rescue': ['no-rescue', 'fake'],
    'storage': ['noop', 'fake'],
    'vendor': ['redfish', 'no-vendor', 'fake'],
}

# Services that an Ironic in a cloud asks. There are none here; an address that refuses at once is better than a search.
ABSENT = ('cinder', 'glance', 'inspector', 'neutron', 'nova', 'swift')


def ironic_conf(folder: pathlib.Path, ports: dict, brought: dict, options) -> dict:
    """:raises: ValueError for an option that cannot be read"""
    enabled = _enabled(brought, options.enable)
    config = {
        'DEFAULT': {
            'auth_strategy': 'http_basic' if options.http_basic else 'noauth',
            'http_basic_auth_user_file': folder / 'etc/htpasswd',
            # The API finds the conductor by its host name.
            'host': '127.0.0.1',
            'my_ip': '127.0.0.1',
            'rpc_transport': 'json-rpc',
            'transport_url': 'fake://',
            'debug': str(options.debug).lower(),
            'use_stderr': 'false',
            'log_dir': folder / 'log',
            'state_path': folder / 'state',
            'tempdir': folder / 'tmp',
            'hash_ring_reset_interval': 1,
            'graceful_shutdown_timeout': 3,
            'force_raw_images': 'false',
            'minimum_memory_warning_only': 'true',
            'default_resource_class': 'baremetal',
            'default_network_interface': 'noop',
            'default_storage_interface': 'noop',
            'enabled_hardware_types': ','.join(enabled.pop('types')),
            **{f'enabled_{kind}_interfaces': ','.join(names) for kind, names in enabled.items()},
        },
        'api': {'host_ip': '127.0.0.1', 'port': ports['api'], 'api_workers': 1, 'public_endpoint': f'http://127.0.0.1:{ports["api"]}'},
        'json_rpc': {'host_ip': '127.0.0.1', 'port': ports['rpc'], 'auth_strategy': 'noauth', 'auth_type': 'none'},
        'database': {'connection': f'sqlite:///{folder}/ironic.sqlite?timeout=60'},
        'conductor': {
            'automated_clean': 'false',
            'heartbeat_interval': 2,
            'heartbeat_timeout': 60,
            'sync_power_state_interval': 20,
            'check_provision_state_interval': 10,
            'check_allocations_interval': 5,
            'power_state_change_timeout': 60,
            'soft_power_off_timeout': 60,
            'node_locked_retry_attempts': 10,
            'workers_pool_size': 32,
        },
        'deploy': {
            'http_url': f'http://127.0.0.1:{ports["images"]}',
            'http_root': folder / 'images',
            'iso_master_path': folder / 'state/iso',
            'default_boot_mode': 'uefi',
            'ramdisk_image_download_source': 'http',
            'fast_track': 'false',
        },
        'pxe': {
            'tftp_server': '127.0.0.1',
            'tftp_root': folder / 'state/tftp',
            'tftp_master_path': folder / 'state/tftp-master',
            'images_path': folder / 'state/images',
            'instance_master_path': folder / 'state/instances',
        },
        'redfish': {
            'use_swift': 'false',
            'firmware_source': 'http',
            'connection_attempts': 3,
            'connection_retry_interval': 1,
            'firmware_update_status_interval': 5,
            'firmware_update_fail_interval': 5,
            'raid_config_status_interval': 5,
            'raid_config_fail_interval': 5,
        },
        'dhcp': {'dhcp_provider': 'none'},
        'oslo_concurrency': {'lock_path': folder / 'state/locks'},
        # The defaults of Ironic, whatever this machine has in /etc.
        'oslo_policy': {'policy_file': folder / 'etc/policy.yaml', 'policy_dirs': folder / 'etc/policy.d'},
        'service_catalog': {'auth_type': 'none', 'endpoint_override': f'http://127.0.0.1:{ports["api"]}'},
        **{name: {'auth_type': 'none', 'endpoint_override': 'http://127.0.0.1:1'} for name in ABSENT},
    }
    config['nova']['send_power_notifications'] = 'false'
    for setting in options.settings:
        place, is_set, value = setting.partition('=')
        section, has_section, key = place.partition('.')
        if not (is_set and has_section and key):
            raise ValueError(f'--set {setting}: want SECTION.KEY=VALUE')
        config.setdefault(section, {})[key] = value
    return config


def as_text(config: dict) -> str:
    return '\n'.join(f'[{section}]\n' + ''.join(f'{key} = {value}\n' for key, value in keys.items()) for section, keys in config.items())


def password_line(user: str, password: str) -> str:
    """A line of an htpasswd file, in the one form that Ironic reads."""
    import bcrypt
    return f'{user}:{bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode().replace("$2b$", "$2y$", 1)}\n'


def _enabled(brought: dict, more: list) -> dict:
    """ENABLED with what a plug-in brings and what was asked for, each name once."""
    enabled = {kind: list(names) for kind, names in ENABLED.items()}
    wishes = list(brought.items())
    for wish in more:
        kind, is_wish, names = wish.partition('=')
        if not is_wish or kind not in enabled:
            raise ValueError(f'--enable {wish}: want KIND=NAME, where KIND is one of {", ".join(enabled)}')
        wishes.append((kind, names.split(',')))
    for kind, names in wishes:
        enabled.setdefault(kind, []).extend(name for name in names if name and name not in enabled.get(kind, []))
    return enabled
