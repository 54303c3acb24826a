using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>Indicators: <c>IndicatorLED</c> of the system and of the chassis it is in, each named by its UUID.</content>
internal sealed partial class RedfishHardware : IIndicators
{
    private static readonly (string Ironic, string Redfish)[] Lamps = [("on", "Lit"), ("off", "Off"), ("blinking", "Blinking")];

    public async Task<IReadOnlyList<Indicator>> ReadIndicatorsAsync(BmcCall call)
    {
        var (bmc, path, system) = await SystemAsync(call);
        var found = new List<Indicator>();
        foreach (var link in system.Body["Links"]?["Chassis"] as JsonArray ?? [])
        {
            var chassis = Json.Text(link?["@odata.id"])!;
            Add("chassis", (await GetAsync(bmc, chassis, call)).Body, chassis);
        }

        Add("system", system.Body, path);
        return found;

        void Add(string component, JsonObject resource, string uri)
        {
            if (Json.Text(resource["IndicatorLED"]) is { } lamp && (Json.Text(resource["UUID"]) ?? Json.Text(resource["Id"])) is { } id)
            {
                found.Add(new Indicator(id, component, Lamps.FirstOrDefault(l => l.Redfish == lamp).Ironic, uri));
            }
        }
    }

    public async Task SetIndicatorAsync(BmcCall call, Indicator indicator, string state)
    {
        var (bmc, _, _) = await SystemAsync(call);
        var lamp = Lamps.First(l => l.Ironic == state).Redfish;
        Accept(await client.PatchAsync(bmc, indicator.Uri, new JsonObject { ["IndicatorLED"] = lamp }, etag: null, call));
    }
}
