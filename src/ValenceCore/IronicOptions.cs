using ValenceCore.Keystone;

namespace ValenceCore;

/// <summary>The Ironic that nodes are registered in. Without an address and without a Keystone whose catalogue tells it, registration answers 501.</summary>
public sealed class IronicOptions
{
    /// <summary>Base address, e.g. <c>http://ironic.example:6385</c>. Null: what the catalogue of <see cref="Keystone"/> says.</summary>
    public string? Url { get; set; }

    /// <summary>For Ironic's <c>http_basic</c>; null for <c>noauth</c>.</summary>
    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>For an Ironic that takes Keystone's tokens; its <c>Url</c> switches it on.</summary>
    public KeystoneLoginOptions Keystone { get; set; } = new();

    /// <summary>Which address out of the catalogue: <c>public</c> (default), <c>internal</c> or <c>admin</c>.</summary>
    public string Interface { get; set; } = "public";

    /// <summary>Region whose Ironic is meant; null for the first in the catalogue.</summary>
    public string? Region { get; set; }

    /// <summary>How often a provision state is asked for while waiting. Default 2 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Resource class of a registered node unless the caller names one; <c>{cpus}</c>, <c>{memory_gb}</c> and <c>{local_gb}</c> in it stand for
    /// what the node has. Default <c>baremetal</c>.</summary>
    public string ResourceClass { get; set; } = "baremetal";

    /// <summary>What goes into <c>driver_info</c> of every node that is registered, unless the caller says otherwise, e.g. <c>deploy_kernel</c> and
    /// <c>deploy_ramdisk</c>.</summary>
    public Dictionary<string, string> DriverInfo { get; set; } = [];

    /// <summary>Hardware interfaces of every node that is registered, unless the caller says otherwise, e.g. <c>boot</c>: <c>ipxe</c>.</summary>
    public Dictionary<string, string> Interfaces { get; set; } = [];

    /// <summary>Physical network of the ports unless the caller says otherwise; null for none.</summary>
    public string? PhysicalNetwork { get; set; }

    /// <summary>Role of the account that each node gets at its pod for Ironic alone, e.g. <c>Operator</c>; null: Ironic gets the pod manager's own
    /// account. Default <c>Operator</c>, which may do everything with a machine but virtual media and firmware.</summary>
    public string? AccountRole { get; set; } = "Operator";

    /// <summary>Whether there is an Ironic at all.</summary>
    internal bool IsConfigured => Url is not null || Keystone.Url is not null;
}
