using System.Text.Json.Nodes;

namespace Harness.Crashes;

/// <summary>A kind of pod on which crashes are explored.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Profile">What the rack looks like.</param>
/// <param name="Driver">The core's driver for it.</param>
/// <param name="HasDevices">Whether pooled devices are attached and detached.</param>
internal sealed record CrashPod(string Name, string Profile, string Driver, bool HasDevices)
{
    public static readonly IReadOnlyList<CrashPod> All =
    [
        new("rsd-1.2", "rsd-1.2", "redfish", false),
        new("rsd-2.1", "rsd-2.1", "redfish", true),
        new("rsd-2.4", "rsd-2.4", "redfish", true),
        new("dmtf", "dmtf", "redfish", true),
        new("shelf", "dmtf", "shelf", false),
        new("expether", "union", "expether", true),
    ];

    public bool IsExpEther => Driver == "expether";

    /// <summary>Whether Ironic reaches its machines without a person's help.</summary>
    public bool IsRedfish => Driver == "redfish";

    /// <summary>Whether nodes are made by the pod itself, so that somebody else can make one there.</summary>
    public bool HasNodes => Name.StartsWith("rsd-", StringComparison.Ordinal);

    /// <summary>A composition with a pooled device where there are some, so that more than one thing can be lost.</summary>
    public JsonObject ComposeBody(string name)
    {
        var body = new JsonObject { ["name"] = name };
        if (HasDevices)
        {
            body["properties"] = new JsonObject { ["pci_device"] = new JsonObject { ["type"] = new JsonArray("SSD") } };
        }

        return body;
    }

    public JsonObject RegisterBody() => IsExpEther
        ? new JsonObject
        {
            ["manage"] = false, ["mac"] = "02:00:00:00:00:01",
            ["driver"] = "fake-hardware", ["driver_info"] = new JsonObject { ["note"] = "reached by hand" },
        }
        : new JsonObject { ["inspect"] = true, ["provide"] = true };
}
