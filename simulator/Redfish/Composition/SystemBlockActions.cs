using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ComputerSystem.AddResourceBlock and RemoveResourceBlock (ComputerSystem v1_27_0).</summary>
/// <param name="read">A resource of this service as it is now.</param>
internal sealed class SystemBlockActions(Pod pod, SystemComposition composition, Func<string, Representation?> read)
{
    public Task<IResult> AddAsync(HttpContext context, ComputerSystem system) => RunAsync(context, "ComputerSystem.AddResourceBlock", system, adds: true);

    public Task<IResult> RemoveAsync(HttpContext context, ComputerSystem system) => RunAsync(context, "ComputerSystem.RemoveResourceBlock", system, adds: false);

    private async Task<IResult> RunAsync(HttpContext context, string action, ComputerSystem system, bool adds)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, action);
        var uri = ReadBlock(reader, action);
        var (systemTag, blockTag) = (reader.Text("ComputerSystemETag"), reader.Text("ResourceBlockETag"));
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var id = CompositionUris.BlockIn(uri!) ?? uri!;
        if (!ETags.AreAsSeen(read, (systemTag, SystemUris.Of(system)), (pod.FindBlock(id) is null ? null : blockTag, CompositionUris.Block(id))))
        {
            return RedfishErrors.Answer(StatusCodes.Status412PreconditionFailed, [RedfishMessages.PreconditionFailed()]);
        }

        return await composition.ChangeBlocksAsync(context, system, adds ? [id] : [], adds ? [] : [id], _ => "#/ResourceBlock") ?? Results.NoContent();
    }

    private static string? ReadBlock(ActionReader reader, string action)
    {
        if (reader.Find("ResourceBlock", isRequired: true) is not { } link)
        {
            return null;
        }

        if (SentLinks.UriOf(link) is { } uri)
        {
            return uri;
        }

        reader.Problem(RedfishMessages.ActionParameterValueTypeError(action, "ResourceBlock", link.GetRawText(), "a link to a resource block"));
        return null;
    }
}
