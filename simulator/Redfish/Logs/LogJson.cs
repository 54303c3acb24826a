using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>The part of the log of a system that one log service shows.</summary>
/// <param name="Owner">URI of the system or manager it hangs below.</param>
internal sealed record LogView(ComputerSystem System, string Owner, bool OfBmc)
{
    public const string Id = "Events";

    public string Name => OfBmc ? $"BMC of {System.Name}" : System.Name;

    public string Uri => $"{Owner}/LogServices/{Id}";

    public bool Shows(SystemLogEntry entry) => (entry.Change.Room == "bmc") == OfBmc;
}

/// <summary>LogService v1_9_0.</summary>
internal sealed class LogServiceJson(LogView log) : Resource(log.Uri, Type, LogView.Id, $"Events of {log.Name}"), IResource
{
    public static string Type => "#LogService.v1_9_0.LogService";

    public bool ServiceEnabled => true;

    public string LogEntryType => "Event";

    public string OverWritePolicy => "WrapsWhenFull";

    public int MaxNumberOfRecords => SystemLog.Kept;

    public Status Status => new("Enabled", "OK");

    public Link Entries => new($"{log.Uri}/Entries");

    public LogServiceActions Actions => new(new TargetJson($"{log.Uri}/Actions/LogService.ClearLog"));
}

internal sealed record LogServiceActions([property: JsonPropertyName("#LogService.ClearLog")] TargetJson Clear);

/// <summary>The entries, written out in full as the standard has it for logs: one request reads the whole log.</summary>
internal sealed class LogEntriesJson(LogView log) : IResource
{
    public static string Type => "#LogEntryCollection.LogEntryCollection";

    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{log.Uri}/Entries";

    [JsonPropertyName("@odata.type")]
    public string ODataType => Type;

    public string Name => $"Event entries of {log.Name}";

    public IReadOnlyList<LogEntryJson> Members { get; } = [.. log.System.Log.Entries.Where(log.Shows).Select(e => new LogEntryJson(log, e))];

    [JsonPropertyName("Members@odata.count")]
    public int Count => Members.Count;
}

/// <summary>LogEntry v1_21_0.</summary>
internal sealed class LogEntryJson(LogView log, SystemLogEntry entry) : Resource(
    $"{log.Uri}/Entries/{entry.Number.ToString(CultureInfo.InvariantCulture)}", Type,
    entry.Number.ToString(CultureInfo.InvariantCulture), $"{entry.Change.Room} {entry.Change.What}"), IResource
{
    public static string Type => "#LogEntry.v1_21_0.LogEntry";

    public string EntryType => "Event";

    public string Severity => entry.Change.What is nameof(Health.Warning) or nameof(Health.Critical) ? entry.Change.What : "OK";

    public DateTimeOffset Created => entry.At;

    public DateTimeOffset EventTimestamp => entry.At;

    public string Message => entry.Change.Text;

    public LogEntryLinks Links => new(new Link(log.Owner));
}

internal sealed record LogEntryLinks(Link OriginOfCondition);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogServiceJson))]
[JsonSerializable(typeof(LogEntriesJson))]
[JsonSerializable(typeof(LogEntryJson))]
internal sealed partial class LogJsonContext : JsonSerializerContext;
