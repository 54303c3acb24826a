using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/vifs</c> with the network interface <c>noop</c>: anything is accepted, nothing is stored.</summary>
internal sealed class VifsApi(Conductor conductor)
{
    public IResult List(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        return found.Error is not null ? found.Error : JsonReply.Ok(new JsonObject { ["vifs"] = new JsonArray() });
    }

    public async Task<IResult> AttachAsync(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        return Json.Text(body.Value["id"]) is null ? IronicErrors.MissingArgument("id") : EmptyReply.Done;
    }

    public IResult Detach(HttpContext context, string node) => (IResult?)conductor.FindNode(context, node).Error ?? EmptyReply.Done;
}
