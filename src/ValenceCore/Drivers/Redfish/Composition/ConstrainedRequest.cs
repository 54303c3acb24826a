using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Requirements as descriptions of parts, for a service that takes no named blocks (redfish-pod 3.7).</summary>
internal static class ConstrainedRequest
{
    public static JsonObject AddTo(JsonObject body, Requirements wanted)
    {
        var processors = new JsonArray();
        if (wanted.TotalCores is not null || wanted.ProcessorModel is not null)
        {
            processors.Add(Part(("ProcessorType", "CPU"), ("TotalCores", wanted.TotalCores), ("Model", wanted.ProcessorModel)));
        }

        foreach (var kind in wanted.PciDevices.Where(kind => kind is "GPU" or "FPGA"))
        {
            processors.Add(Part(("ProcessorType", kind)));
        }

        Put(body, "Processors", processors);
        Put(body, "Memory", wanted.MemoryMiB is null && wanted.MemoryType is null
            ? []
            : [wanted.NamesMemoryMedia
                ? Part(("MemoryType", wanted.MemoryType), ("CapacityMiB", wanted.MemoryMiB))
                : Part(("MemoryType", "DRAM"), ("MemoryDeviceType", wanted.MemoryType), ("CapacityMiB", wanted.MemoryMiB))]);
        Put(body, "Storage", [.. wanted.Drives.Select(drive => Storage(drive.CapacityGiB, drive.Type)),
            .. wanted.PciDevices.Where(kind => kind == "SSD").Select(_ => Storage(null, "SSD"))]);
        Put(body, "EthernetInterfaces", [.. wanted.PciDevices.Where(kind => kind == "NIC").Select(_ => Part())]);
        return body;
    }

    private static JsonObject Storage(int? capacityGiB, string? type)
    {
        var drive = new JsonObject { ["CapacityBytes"] = capacityGiB is { } gib ? (long)gib << 30 : 1 };
        if (type is not null)
        {
            drive["MediaType"] = type == "HDD" ? "HDD" : "SSD";
        }

        if (type == "NVMe")
        {
            drive["Protocol"] = "NVMe";
        }

        return new JsonObject { ["@Redfish.RequestedCount"] = 1, ["Drives"] = new JsonArray(drive) };
    }

    private static JsonObject Part(params (string Name, object? Value)[] properties)
    {
        var part = new JsonObject { ["@Redfish.RequestedCount"] = 1 };
        foreach (var (name, value) in properties.Where(property => property.Value is not null))
        {
            part[name] = JsonValue.Create(value);
        }

        return part;
    }

    private static void Put(JsonObject body, string name, JsonArray members)
    {
        if (members.Count > 0)
        {
            body[name] = new JsonObject { ["Members"] = members };
        }
    }
}
