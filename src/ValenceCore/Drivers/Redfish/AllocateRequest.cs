using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Requirements in the words of the Allocate action (redfish-pod 2.3). Numbers go as numbers (D-12). What a release has no words for is refused
/// before (<see cref="RackScaleRelease"/>).</summary>
internal static class AllocateRequest
{
    /// <summary>So many processors a system may have, fewest first.</summary>
    private static readonly int[] Sockets = [1, 2, 4, 8];

    public static JsonObject Of(NodeWish wish) => Of(wish, sockets: null);

    /// <summary>
    /// For release 1.2, which knows no totals over the system and refuses them: the cores are asked of one processor, then of two with half
    /// of them each, and so on. Whatever is given has as many cores as were wanted, or more.
    /// </summary>
    public static IReadOnlyList<JsonObject> WithoutTotals(NodeWish wish) =>
        [.. (wish.Requirements.TotalCores is null ? Sockets[..1] : Sockets).Select(sockets => Of(wish, sockets))];

    private static JsonObject Of(NodeWish wish, int? sockets)
    {
        var wanted = wish.Requirements;
        var request = new JsonObject { ["Name"] = wish.Name, ["Description"] = wish.Description };
        if (sockets is null)
        {
            AddNumber(request, "TotalSystemCoreCount", wanted.TotalCores);
            AddNumber(request, "TotalSystemMemoryMiB", wanted.MemoryMiB);
        }

        AddList(request, "Processors", [
            .. Enumerable.Range(0, sockets ?? 1).Select(_ => ProcessorOf(wanted, sockets)),
            .. wanted.PciDevices.Where(type => type != "SSD").Select(type => new JsonObject { ["ProcessorType"] = type }),
        ]);

        var memory = new JsonObject();
        AddText(memory, wanted.NamesMemoryMedia ? "MemoryType" : "MemoryDeviceType", wanted.MemoryType);
        AddNumber(memory, "CapacityMiB", sockets is null ? null : wanted.MemoryMiB);
        AddList(request, "Memory", [memory]);

        AddList(request, "LocalDrives", [
            .. wanted.Drives.Select(DriveOf),
            .. wanted.PciDevices.Where(type => type == "SSD").Select(_ => new JsonObject { ["Type"] = "SSD", ["FabricSwitch"] = true }),
        ]);
        return request;
    }

    private static JsonObject ProcessorOf(Requirements wanted, int? sockets)
    {
        var processor = new JsonObject();
        AddText(processor, "Model", wanted.ProcessorModel);
        AddNumber(processor, "TotalCores", sockets is { } count ? (wanted.TotalCores + count - 1) / count : null);
        return processor;
    }

    private static JsonObject DriveOf(DriveRequirement wanted)
    {
        var drive = new JsonObject();
        AddNumber(drive, "CapacityGiB", wanted.CapacityGiB);
        AddText(drive, "Type", wanted.Type == "NVMe" ? "SSD" : wanted.Type);
        AddText(drive, "Interface", wanted.Type == "NVMe" ? "NVMe" : null);
        if (wanted.IsPooled is { } isPooled)
        {
            drive["FabricSwitch"] = isPooled;
        }

        return drive;
    }

    private static void AddNumber(JsonObject target, string name, int? value)
    {
        if (value is { } number)
        {
            target[name] = number;
        }
    }

    private static void AddText(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    /// <summary>Adds the items that say something; a drive that may be any drive still counts as one.</summary>
    private static void AddList(JsonObject target, string name, IReadOnlyList<JsonObject> items)
    {
        var meant = name == "LocalDrives" ? items : [.. items.Where(item => item.Count > 0)];
        if (meant.Count > 0)
        {
            target[name] = new JsonArray([.. meant]);
        }
    }
}
