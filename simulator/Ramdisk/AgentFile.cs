using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Ramdisk;

/// <summary>Reads the behaviour of agents from a JSON file: the members of <see cref="AgentBehaviour"/>, each of which may be left out.</summary>
public static class AgentFile
{
    /// <returns>The behaviour, or everything that is wrong with the file.</returns>
    public static (AgentBehaviour? Behaviour, IReadOnlyList<string> Problems) Read(string text)
    {
        AgentBehaviour? read;
        try
        {
            read = JsonSerializer.Deserialize(text, AgentFileContext.Default.AgentBehaviour);
        }
        catch (JsonException e)
        {
            return (null, [$"{e.Path ?? "$"}: {e.Message.Split(". ")[0]}"]);
        }

        if (read is null)
        {
            return (null, ["$: must be an object"]);
        }

        string[] problems =
        [
            .. new (string Name, double Value)[]
            {
                ("bootSeconds", read.BootSeconds), ("lookupRetrySeconds", read.LookupRetrySeconds), ("heartbeatSeconds", read.HeartbeatSeconds),
                ("commandSeconds", read.CommandSeconds),
            }.Where(t => t.Value <= 0).Select(t => $"$.{t.Name}: must be above zero"),
            .. read.LookupAttempts < 1 ? ["$.lookupAttempts: must be at least 1"] : Array.Empty<string>(),
            .. Problems("cleanSteps", read.CleanSteps),
            .. Problems("deploySteps", read.DeploySteps),
            .. Problems("serviceSteps", read.ServiceSteps),
        ];
        return problems.Length == 0 ? (read, []) : (null, problems);
    }

    private static IEnumerable<string> Problems(string name, IReadOnlyList<AgentStep> steps) => steps.SelectMany((s, i) => new[]
    {
        string.IsNullOrEmpty(s.Interface) ? $"$.{name}[{i}].interface: is required" : null,
        string.IsNullOrEmpty(s.Step) ? $"$.{name}[{i}].step: is required" : null,
        s.Priority < 0 ? $"$.{name}[{i}].priority: must not be below zero" : null,
        s.Seconds < 0 ? $"$.{name}[{i}].seconds: must not be below zero" : null,
    }).OfType<string>();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(AgentBehaviour))]
internal sealed partial class AgentFileContext : JsonSerializerContext;
