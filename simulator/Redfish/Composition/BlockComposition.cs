using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Resource blocks that clients make and remove: blocks made of blocks, and systems that are registered as blocks (DSP2050).</summary>
internal sealed class BlockComposition(Pod pod, SystemComposition systems, CompositionSettings settings)
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
        return reader.Has(RegistrationRequest.Systems) ? Register(context, reader) : Compose(context, reader);
    }

    public Task<IResult> DeleteAsync(HttpContext context, ResourceBlock block) => Task.FromResult(systems.ServiceDisabled() ?? Remove(block) switch
    {
        [] => Results.NoContent(),
        _ when pod.FindBlock(block.Id) is null => RedfishErrors.NotFound(context.Request.Path),
        var problems => CompositionMessages.Refuse(problems, _ => null),
    });

    private IReadOnlyList<BlockProblem> Remove(ResourceBlock block) => block.IsComposite ? pod.DecomposeBlock(block.Id) : pod.UnregisterBlock(block.Id);

    private IResult Compose(HttpContext context, BodyReader reader)
    {
        if (new BlockRequestReader(pod, settings.Now).Read(reader) is not { } wanted)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var request = wanted.For(CompositionClient.Of(context));
        if (wanted.Parts is { } parts)
        {
            var (found, refused, unmatched) = pod.ComposeBlock(request, parts);
            return unmatched is null ? Answer(context, found, refused, wanted.PointerTo) : CompositionMessages.Refuse(unmatched);
        }

        var (block, problems) = pod.ComposeBlock(request);
        return Answer(context, block, problems, wanted.PointerTo);
    }

    private IResult Register(HttpContext context, BodyReader reader)
    {
        if (RegistrationRequest.Read(reader, pod) is not { } wanted)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var (block, problems) = pod.RegisterBlock(wanted.Registration);
        return Answer(context, block, problems, wanted.PointerTo);
    }

    private IResult Answer(HttpContext context, ResourceBlock? block, IReadOnlyList<BlockProblem> problems, Func<string, string> pointerOf) => block is null
        ? CompositionMessages.Refuse(problems, pointerOf)
        : Created.Answer(context, ResourceBlockJson.Of(pod, block), ResourceBlocksJsonContext.Default.ResourceBlockJson);
}
