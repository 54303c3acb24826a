using System.Text.Json.Nodes;

namespace Harness.Tests.Placement;

/// <summary>Wishes of any kind, in the words of the core; the same seed, the same wishes.</summary>
internal sealed class SomeWishes(int seed)
{
    private readonly Random _chance = new(seed);

    public JsonObject Next()
    {
        var properties = new JsonObject();
        Put(properties, "memory", ("capacity_mib", AnyOf(null, null, null, "1", "1500", "16384", "49152", "200000")), ("type", AnyOf(null, null, null, null, "DDR3", "DDR4", "DDR5", "DRAM", "NVDIMM_N", "IntelOptane")));
        Put(properties, "processor", ("total_cores", AnyOf(null, null, null, "1", "8", "16", "33")), ("model", AnyOf(null, null, null, null, "Gold", "Silver")));
        if (_chance.Next(4) == 0)
        {
            properties["pci_device"] = new JsonObject { ["type"] = new JsonArray([.. Enumerable.Repeat("SSD", _chance.Next(1, 3)).Select(type => (JsonNode)type)]) };
        }

        var drives = new JsonArray([.. Enumerable.Range(0, _chance.Next(4)).Select(_ => Drive())]);
        if (drives.Count > 0)
        {
            properties["storage"] = drives;
        }

        return properties;
    }

    /// <summary>The same wish as a body of Allocate (redfish-pod 2.3), written down here once more so that the two can differ.</summary>
    public static JsonObject AsAllocation(JsonObject properties)
    {
        var body = new JsonObject();
        if ((string?)properties["memory"]?["capacity_mib"] is { } memory)
        {
            body["TotalSystemMemoryMiB"] = int.Parse(memory);
        }

        if ((string?)properties["memory"]?["type"] is { } type)
        {
            body["Memory"] = new JsonArray(new JsonObject { [type.StartsWith("DDR", StringComparison.Ordinal) ? "MemoryDeviceType" : "MemoryType"] = type });
        }

        if ((string?)properties["processor"]?["total_cores"] is { } cores)
        {
            body["TotalSystemCoreCount"] = int.Parse(cores);
        }

        if ((string?)properties["processor"]?["model"] is { } model)
        {
            body["Processors"] = new JsonArray(new JsonObject { ["Model"] = model });
        }

        var drives = (properties["storage"]?.AsArray() ?? []).Select(drive => Drive(drive!.AsObject()))
            .Concat((properties["pci_device"]?["type"]?.AsArray() ?? []).Select(_ => new JsonObject { ["Type"] = "SSD", ["FabricSwitch"] = true })).ToArray<JsonNode>();
        if (drives.Length > 0)
        {
            body["LocalDrives"] = new JsonArray(drives);
        }

        return body;
    }

    private JsonObject Drive()
    {
        var drive = new JsonObject();
        if (AnyOf(null, "100", "480", "900", "1600", "3000") is { } size)
        {
            drive["capacity_gib"] = int.Parse(size);
        }

        if (AnyOf(null, "HDD", "SSD", "NVMe") is { } type)
        {
            drive["type"] = type;
        }

        if (AnyOf(null, null, "true", "false") is { } pooled)
        {
            drive["pooled"] = bool.Parse(pooled);
        }

        return drive;
    }

    private static JsonObject Drive(JsonObject wanted)
    {
        var drive = new JsonObject();
        Copy(wanted, "capacity_gib", drive, "CapacityGiB");
        Copy(wanted, "pooled", drive, "FabricSwitch");
        if ((string?)wanted["type"] is { } type)
        {
            drive["Type"] = type == "NVMe" ? "SSD" : type;
            if (type == "NVMe")
            {
                drive["Interface"] = "NVMe";
            }
        }

        return drive;
    }

    private static void Copy(JsonObject from, string name, JsonObject to, string newName)
    {
        if (from[name] is { } value)
        {
            to[newName] = value.DeepClone();
        }
    }

    private static void Put(JsonObject target, string name, params (string Name, string? Value)[] values)
    {
        var given = values.Where(value => value.Value is not null).ToList();
        if (given.Count > 0)
        {
            target[name] = new JsonObject(given.Select(value => KeyValuePair.Create(value.Name, (JsonNode?)value.Value)));
        }
    }

    private string? AnyOf(params string?[] values) => values[_chance.Next(values.Length)];
}
