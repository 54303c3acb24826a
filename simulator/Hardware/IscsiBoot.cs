using System.Collections.Immutable;
using System.Globalization;

namespace Simulator.Hardware;

public enum IscsiKind
{
    Text,
    Flag,
    Number,
}

/// <summary>One thing that can be set about booting from iSCSI; names and words of Redfish NetworkDeviceFunction.</summary>
/// <param name="Allowed">The words it takes; empty for any text.</param>
public sealed record IscsiField(string Name, IscsiKind Kind, IReadOnlyList<string> Allowed, bool IsSecret = false)
{
    public static IReadOnlyList<IscsiField> All { get; } =
    [
        new("IPAddressType", IscsiKind.Text, ["IPv4", "IPv6"]),
        Text("InitiatorIPAddress"), Text("InitiatorName"), Text("InitiatorDefaultGateway"), Text("InitiatorNetmask"),
        Flag("TargetInfoViaDHCP"), Flag("IPMaskDNSViaDHCP"), Flag("RouterAdvertisementEnabled"),
        Text("PrimaryTargetName"), Text("PrimaryTargetIPAddress"), Number("PrimaryTargetTCPPort"), Number("PrimaryLUN"),
        Flag("PrimaryVLANEnable"), Number("PrimaryVLANId"), Text("PrimaryDNS"),
        Text("SecondaryTargetName"), Text("SecondaryTargetIPAddress"), Number("SecondaryTargetTCPPort"), Number("SecondaryLUN"),
        Flag("SecondaryVLANEnable"), Number("SecondaryVLANId"), Text("SecondaryDNS"),
        new("AuthenticationMethod", IscsiKind.Text, ["None", "CHAP", "MutualCHAP"]),
        Text("CHAPUsername"), Secret("CHAPSecret"), Text("MutualCHAPUsername"), Secret("MutualCHAPSecret"),
    ];

    private static IscsiField Text(string name) => new(name, IscsiKind.Text, []);

    private static IscsiField Secret(string name) => new(name, IscsiKind.Text, [], IsSecret: true);

    private static IscsiField Flag(string name) => new(name, IscsiKind.Flag, []);

    private static IscsiField Number(string name) => new(name, IscsiKind.Number, []);
}

/// <summary>Where a NIC boots from over iSCSI. Secrets are taken and not kept: nothing here logs in anywhere.</summary>
public sealed record IscsiBoot(ImmutableDictionary<string, string> Values)
{
    public static IscsiBoot Factory { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>What makes a NIC boot from nothing again.</summary>
    public static IReadOnlyList<(IscsiField Field, string? Value)> ToNothing { get; } = [.. IscsiField.All.Select(f => (f, (string?)null))];

    /// <summary>What makes a NIC boot from the first volume of a target.</summary>
    public static IReadOnlyList<(IscsiField Field, string? Value)> To(VolumeTarget target, string portal)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["IPAddressType"] = "IPv4",
            ["InitiatorName"] = target.InitiatorIqn,
            ["PrimaryTargetName"] = target.Iqn,
            ["PrimaryTargetIPAddress"] = portal,
            ["PrimaryTargetTCPPort"] = VolumeTarget.Port.ToString(CultureInfo.InvariantCulture),
            ["PrimaryLUN"] = target.Luns[0].Lun.ToString(CultureInfo.InvariantCulture),
            ["AuthenticationMethod"] = target.Chap.Type switch { ChapType.OneWay => "CHAP", ChapType.Mutual => "MutualCHAP", _ => "None" },
        };

        // Those of the target, or none: what was set before for another one is no use.
        (IscsiField Field, string? Value)[] users =
        [
            .. IscsiField.All.Where(f => f.Name is "CHAPUsername").Select(f => (f, target.Chap.Username)),
            .. IscsiField.All.Where(f => f.Name is "MutualCHAPUsername").Select(f => (f, target.Chap.MutualUsername)),
        ];
        return [.. IscsiField.All.Where(f => values.ContainsKey(f.Name)).Select(f => (f, (string?)values[f.Name])), .. users];
    }

    public string? this[IscsiField field] => Values.GetValueOrDefault(field.Name);

    public IscsiBoot With(IscsiField field, string? value) => this with
    {
        Values = value is null || field.IsSecret ? Values.Remove(field.Name) : Values.SetItem(field.Name, value),
    };
}
