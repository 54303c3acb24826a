"""The group ``[valence]`` of ironic.conf: where the Valence API is, for all nodes that do not say otherwise."""

from oslo_config import cfg

GROUP = 'valence'

OPTIONS = [
    cfg.StrOpt('api_url',
               help='Root of the Valence API, for example https://valence.example:8181. Nodes may name another in '
                    'driver_info/valence_api_url; they then need credentials of their own. Driver passthru calls go here.'),
    cfg.StrOpt('username',
               help='Name at a Valence API in mode http_basic.'),
    cfg.StrOpt('password', secret=True,
               help='Password of that name.'),
    cfg.StrOpt('auth_token', secret=True,
               help='Token at a Valence API in mode token; instead of name and password.'),
    cfg.StrOpt('verify_ca', default='true',
               help='"true": certificates must come from an authority of the system. "false": any will do. Else the path '
                    'of a PEM file, or of a folder of hashed ones, with the authorities.'),
    cfg.IntOpt('timeout', default=45, min=1,
               help='Seconds that one answer may take. Below the RPC timeout of Ironic (60), so that callers see the reason.'),
    cfg.IntOpt('operation_timeout', default=1800, min=1,
               help='Seconds that composing or releasing a server may take.'),
    cfg.IntOpt('operation_interval', default=2, min=1,
               help='Seconds between two looks at a composition or a release.'),
]


def register(conf: cfg.ConfigOpts) -> None:
    """Makes ``conf.valence`` readable; a second call changes nothing."""
    conf.register_opts(OPTIONS, group=GROUP)


def list_opts() -> list:
    """For oslo-config-generator: ``[(group, options)]``."""
    return [(GROUP, OPTIONS)]
