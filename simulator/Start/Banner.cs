namespace Simulator.Start;

/// <summary>The one screen that the simulator prints when it serves.</summary>
internal static class Banner
{
    public static string Write(SimulatorApp app, SimulatorOptions options, string password)
    {
        var login = options.Authentication ? $"{options.User} / {password}" : "no login needed (--no-auth)";
        var curl = options.Authentication ? $"curl -sku '{options.User}:{password}'" : "curl -sk";
        var lines = new List<string>
        {
            "",
            $"  {app.Pod.Name}: {app.Pod.Racks.Count} racks, {app.Pod.Systems.Count} systems, {app.Pod.Devices.Count} pooled devices",
            "",
            $"  Page      {app.PageAddress}",
            $"  Redfish   {app.RedfishAddress}redfish/v1   {login}",
        };
        lines.AddRange(app.PlainRedfishAddress is { } plain ? [$"            {plain}redfish/v1"] : []);
        lines.Add($"  Ironic    {app.IronicAddress}");
        lines.AddRange(app.EemAddress is { } eem ? [$"  EEM       {eem}   {login}"] : []);
        lines.AddRange(app.ValenceAddress is { } valence ? [$"  Valence   {valence}v1"] : []);
        lines.AddRange(
        [
            $"  Seed {options.Seed}, clock {options.Clock}. Ctrl-C ends it.",
            "",
            "  Try:",
            $"    {curl} {app.RedfishAddress}redfish/v1/Systems",
        ]);
        lines.Add(app.ValenceAddress is { } core
            ? $"    curl -s {core}v1/nodes -H 'Content-Type: application/json' -d '{{\"name\": \"web-1\", \"flavor_id\": \"{app.FirstFlavor}\"}}'"
            : $"    {curl} {app.RedfishAddress}redfish/v1/Nodes/Actions/Allocate -H 'Content-Type: application/json' -d '{{}}' -i");
        lines.Add($"    curl -s {app.PageAddress}sim/v1/snapshot");
        lines.Add("");
        return string.Join('\n', lines);
    }
}
