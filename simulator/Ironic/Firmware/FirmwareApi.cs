using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/firmware</c> (1.86): the versions that were read when the node was verified, or last updated.</summary>
internal static class FirmwareApi
{
    public static void MapFirmware(this WebApplication app, Conductor conductor) => app.MapGet(
        "/v1/nodes/{node}/firmware",
        (HttpContext context, string node) =>
        {
            var found = conductor.FindNode(context, node);
            return found.Error is not null ? found.Error : (IResult)JsonReply.Ok(new JsonObject
            {
                ["firmware"] = new JsonArray([
                    .. conductor.Findings.Of(found.Value.Uuid).Firmware.Select(f => new JsonObject
                    {
                        ["component"] = f.Component,
                        ["initial_version"] = f.Initial,
                        ["current_version"] = f.Current,
                        ["last_version_flashed"] = f.Flashed,
                        ["created_at"] = Json.Time(f.CreatedAt),
                        ["updated_at"] = Json.Time(f.UpdatedAt),
                    }),
                ]),
            });
        }).Since(86);
}
