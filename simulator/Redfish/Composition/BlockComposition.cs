using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Resource blocks that clients make and remove: blocks made of blocks (DSP2050, composed resource blocks).</summary>
internal sealed class BlockComposition(Pod pod, SystemComposition systems)
{
    public async Task<IResult> PostAsync(HttpContext context)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (systems.ServiceDisabled() is { } disabled)
        {
            return disabled;
        }

        var reader = new BodyReader(body, []);
        if (BlockRequestReader.Read(reader) is not { } wanted)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var (block, problems) = pod.ComposeBlock(wanted.For(CompositionClient.Of(context)));
        return block is null
            ? CompositionMessages.Refuse(problems, wanted.PointerTo)
            : Created.Answer(context, ResourceBlockJson.Of(pod, block), ResourceBlocksJsonContext.Default.ResourceBlockJson);
    }

    public Task<IResult> DeleteAsync(HttpContext context, ResourceBlock block) =>
        Task.FromResult(systems.ServiceDisabled() ?? pod.DecomposeBlock(block.Id) switch
        {
            [] => Results.NoContent(),
            var problems when pod.FindBlock(block.Id) is null => RedfishErrors.NotFound(context.Request.Path),
            var problems => CompositionMessages.Refuse(problems, _ => null),
        });
}
