using System.Text.Json.Nodes;

namespace Valence.Client;

/// <summary>Turns what a person types into the id that the API wants.</summary>
internal static class Names
{
    public static Task<string> PodAsync(this Call call, string given) => call.FindAsync("/v1/pod_managers", "pod manager", given);

    public static Task<string> FlavorAsync(this Call call, string given) => call.FindAsync("/v1/flavors", "flavor", given);

    /// <summary>A node that is still being composed is in no list; its uuid does.</summary>
    public static Task<string> NodeAsync(this Call call, string given) => call.FindAsync("/v1/nodes", "node", given);

    public static Task<string> InstanceAsync(this Call call, string given) => call.FindAsync("/v1/instances", "instance", given);

    /// <summary>Devices have no names; the address at the pod does as well as the uuid.</summary>
    public static Task<string> DeviceAsync(this Call call, string given) => call.FindAsync("/v1/devices", "device", given, "resource_uri");

    /// <summary>An id for a path, whatever it holds.</summary>
    public static string Escaped(this string id) => Uri.EscapeDataString(id);

    private static async Task<string> FindAsync(this Call call, string list, string kind, string given, string key = "name")
    {
        if (Guid.TryParse(given, out _))
        {
            return given;
        }

        var found = Answers.Items(await call.GetAsync(list)).Where(item => item[key]?.ToString() == given).Select(item => item["uuid"]!.ToString()).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new CommandFailure(ExitCode.NotFound, $"There is no {kind} with the {key.Replace('_', ' ')} or uuid '{given}'."),
            _ => throw CommandFailure.Usage($"'{given}' is the name of {found.Count} {kind}s; give the uuid of one: {string.Join(", ", found)}."),
        };
    }
}
