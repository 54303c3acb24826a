using System.Collections.Immutable;
using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Reads what a request says of a RemoteTarget (Intel RSD 1.2 to 2.2) and notes every problem; what is not given is null.</summary>
internal sealed class RemoteTargetReader(StorageService service)
{
    private const int MostLun = 255; // SAM-5, peripheral device addressing

    private static readonly string[] NameForms = ["iqn.", "eui.", "naa."]; // RFC 7143, iSCSI names

    public string? Iqn { get; private set; }

    public ImmutableArray<TargetLun>? Luns { get; private set; }

    public TargetChap? Chap { get; private set; }

    public string? InitiatorIqn { get; private set; }

    /// <param name="isNew">The name and the volumes of a target are said when it is made, and then stay.</param>
    public void Read(BodyReader reader, bool isNew)
    {
        if (isNew)
        {
            Need(reader, "Addresses", "Initiator");
        }

        if (Only(reader, "Addresses") is { } address)
        {
            ReadAddress(address, isNew);
            address.NothingElse();
        }

        if (Only(reader, "Initiator") is { } initiator)
        {
            if (initiator.Object("iSCSI") is { } iscsi)
            {
                InitiatorIqn = iscsi.Text("InitiatorIQN");
                CheckName(iscsi, "InitiatorIQN", InitiatorIqn is { Length: 0 } ? null : InitiatorIqn);
                iscsi.NothingElse();
            }

            initiator.NothingElse();
        }
    }

    private void ReadAddress(BodyReader address, bool isNew)
    {
        if (address.Object("iSCSI") is not { } iscsi)
        {
            return;
        }

        Chap = ReadChap(iscsi);
        if (isNew)
        {
            Need(iscsi, "TargetIQN", "TargetLUN");
            Iqn = iscsi.Text("TargetIQN");
            CheckName(iscsi, "TargetIQN", Iqn);
            Luns = ReadLuns(iscsi);
        }

        iscsi.ReadOnly(["TargetIQN", "TargetLUN", "TargetPortalIP", "TargetPortalPort"]);
        iscsi.NothingElse();
    }

    private ImmutableArray<TargetLun>? ReadLuns(BodyReader iscsi)
    {
        var luns = new List<TargetLun>();
        foreach (var item in iscsi.Objects("TargetLUN"))
        {
            Need(item, "LUN", "LogicalDrive");
            var lun = ReadNumber(item);
            var uri = item.Link("LogicalDrive");
            var volume = service.State.Volumes.FirstOrDefault(v => LogicalDriveUris.LogicalDrive(service.Id, v.Id) == uri);
            if (uri is not null && volume is null)
            {
                item.Problem(RedfishMessages.LinkedResourceMissing(uri, "A target shows logical volumes of its own service.", item.Pointer("LogicalDrive")));
            }

            if (lun is { } number && luns.Any(l => l.Lun == number))
            {
                item.Problem(RedfishMessages.PropertyValueConflict(item.Pointer("LUN"), "TargetLUN"));
            }

            luns.Add(new TargetLun(lun ?? 0, volume?.Id ?? ""));
            item.NothingElse();
        }

        return [.. luns];
    }

    private static int? ReadNumber(BodyReader item)
    {
        if (item.Find("LUN") is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            item.Problem(RedfishMessages.PropertyValueTypeError(item.Pointer("LUN"), value.GetRawText(), "a whole number"));
            return null;
        }

        if (value.TryGetInt32(out var number) && number is >= 0 and <= MostLun)
        {
            return number;
        }

        item.Problem(RedfishMessages.PropertyValueOutOfRange(item.Pointer("LUN"), value.GetRawText(), $"that is whole and from 0 to {MostLun}"));
        return null;
    }

    // Null is no CHAP, as much as the word for it is.
    private static TargetChap? ReadChap(BodyReader iscsi)
    {
        if (iscsi.Find("CHAP") is { ValueKind: JsonValueKind.Null })
        {
            return TargetChap.None;
        }

        if (iscsi.Object("CHAP") is not { } chap)
        {
            return null;
        }

        Need(chap, "Type");
        var type = chap.OneOf<ChapType>("Type") ?? ChapType.None;
        var (user, secret) = (chap.TextOrNull("Username", out _), ReadSecret(chap, "Secret"));
        var (mutualUser, mutualSecret) = (chap.TextOrNull("MutualUsername", out _), ReadSecret(chap, "MutualSecret"));
        NeedCredentials(chap, type != ChapType.None, ("Username", user), ("Secret", secret));
        NeedCredentials(chap, type == ChapType.Mutual, ("MutualUsername", mutualUser), ("MutualSecret", mutualSecret));
        chap.NothingElse();
        return new TargetChap(type, type == ChapType.None ? null : user, type == ChapType.Mutual ? mutualUser : null);
    }

    private static string? ReadSecret(BodyReader chap, string name) => chap.Find(name) is { ValueKind: JsonValueKind.Null } ? null : chap.Secret(name);

    private static void NeedCredentials(BodyReader chap, bool areNeeded, params (string Name, string? Value)[] given)
    {
        foreach (var (name, _) in given.Where(g => areNeeded && string.IsNullOrEmpty(g.Value)))
        {
            chap.Problem(RedfishMessages.PropertyMissing(chap.Pointer(name)));
        }
    }

    private static void CheckName(BodyReader reader, string property, string? name)
    {
        if (name is not null && !NameForms.Any(f => name.StartsWith(f, StringComparison.Ordinal) && name.Length > f.Length))
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer(property), name, $"a name that begins with {string.Join(" or ", NameForms)}"));
        }
    }

    // A list in the resource, of which there is one here.
    private static BodyReader? Only(BodyReader reader, string name)
    {
        var items = reader.Objects(name);
        if (items.Count > 1)
        {
            reader.Problem(RedfishMessages.ArraySizeTooLong(reader.Pointer(name), "1"));
        }

        return items.Count > 0 ? items[0] : null;
    }

    private static void Need(BodyReader reader, params string[] names)
    {
        foreach (var missing in names.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(missing)));
        }
    }
}
