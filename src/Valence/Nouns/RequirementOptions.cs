using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary>What a node must offer, as options; becomes the <c>properties</c> of a flavor or of a compose request (valence-api 1.7).</summary>
internal sealed class RequirementOptions
{
    private static readonly string[] DriveKeys = ["capacity_gib", "type", "pooled"];

    private readonly Option<int?> cores = new("--cores") { HelpName = "N", Description = "Cores of the whole system." };
    private readonly Option<string?> model = new("--processor-model") { HelpName = "MODEL", Description = "Exact model of the processors." };
    private readonly Option<int?> memory = new("--memory-mib") { HelpName = "N", Description = "Memory of the whole system, MiB." };
    private readonly Option<string?> memoryType = new("--memory-type") { HelpName = "TYPE", Description = "Type of the modules, e.g. DDR4." };

    private readonly Option<string[]> devices = new("--device")
    {
        HelpName = "TYPE",
        Description = "A pooled device of this type: SSD, GPU, FPGA ...; may be repeated.",
    };

    private readonly Option<string[]> drives = new("--drive")
    {
        HelpName = "KEY=VALUE,...",
        Description = "A drive, e.g. capacity_gib=100,type=NVMe,pooled=true; may be repeated.",
    };

    private readonly Option<string?> properties = new("--properties")
    {
        HelpName = "JSON|@FILE|-",
        Description = "All requirements as the API takes them, in place of the options above.",
    };

    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[cores, model, memory, memoryType, devices, drives, properties])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>The requirements, or null when none is given.</summary>
    public JsonObject? Read(Call call)
    {
        var named = Named(call);
        if (call.Of(properties) is not { } whole)
        {
            return named.Count == 0 ? null : named;
        }

        return named.Count == 0
            ? Bodies.Json(call.Terminal, "--properties", whole)
            : throw CommandFailure.Usage("--properties: say everything there, or use the single options, not both.");
    }

    private JsonObject Named(Call call)
    {
        var wanted = new JsonObject();
        Group(wanted, "processor", ("total_cores", call.Of(cores)), ("model", call.Of(model)));
        Group(wanted, "memory", ("capacity_mib", call.Of(memory)), ("type", call.Of(memoryType)));
        if (call.Of(devices) is { Length: > 0 } types)
        {
            wanted["pci_device"] = new JsonObject { ["type"] = new JsonArray([.. types.Select(type => (JsonNode)type)]) };
        }

        if (call.Of(drives) is { Length: > 0 } asked)
        {
            wanted["storage"] = new JsonArray([.. asked.Select(Drive)]);
        }

        return wanted;
    }

    private static void Group(JsonObject wanted, string name, params (string Key, JsonNode? Value)[] parts)
    {
        var group = new JsonObject();
        foreach (var (key, value) in parts)
        {
            Bodies.Put(group, key, value);
        }

        if (group.Count > 0)
        {
            wanted[name] = group;
        }
    }

    private static JsonNode Drive(string text)
    {
        var drive = new JsonObject();
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Bodies.PutAt(drive, "--drive", pair);
        }

        var unknown = drive.Select(pair => pair.Key).Except(DriveKeys).ToList();
        return unknown.Count == 0
            ? drive
            : throw CommandFailure.Usage($"--drive: unknown {string.Join(", ", unknown)}; allowed are {string.Join(", ", DriveKeys)}.");
    }
}
