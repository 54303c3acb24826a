namespace Simulator.Ironic;

/// <summary><c>nodes/N/vmedia</c> (1.89): puts an image into the machine's virtual drive, and takes it out.</summary>
internal static class VirtualMediaApi
{
    private static readonly string[] Members = ["device_type", "image_url", "image_download_source"];

    public static void MapVirtualMedia(this WebApplication app, Conductor conductor)
    {
        app.MapPost("/v1/nodes/{node}/vmedia", async (HttpContext context, string node) =>
        {
            var body = await RequestBody.ReadObjectAsync(context);
            if (body.Error is not null)
            {
                return body.Error;
            }

            string[] problems =
            [
                .. body.Value.Select(m => m.Key).Except(Members).Select(k => $"'{k}' is not known"),
                .. Json.Text(body.Value["device_type"]) is "cdrom" ? [] : new[] { "device_type must be cdrom" },
                .. Uri.TryCreate(Json.Text(body.Value["image_url"]), UriKind.Absolute, out _) ? [] : new[] { "image_url must be a URL" },
            ];
            return problems.Length > 0
                ? IronicErrors.Schema("vmedia", problems)
                : await conductor.OnMachineAsync<IVirtualMedia>(context, node, "management", async (machine, call) =>
                {
                    await machine.InsertAsync(call, Json.Text(body.Value["image_url"])!);
                    return EmptyReply.Done;
                }, changes: true);
        }).Since(89);
        app.MapDelete("/v1/nodes/{node}/vmedia", (HttpContext context, string node) =>
            conductor.OnMachineAsync<IVirtualMedia>(context, node, "management", async (machine, call) =>
            {
                await machine.EjectAsync(call);
                return EmptyReply.Done;
            }, changes: true)).Since(89);
    }
}
