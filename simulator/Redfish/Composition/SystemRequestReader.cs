using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Reads what is posted to the systems (DSP2050, composition by specific and by constrained request), and notes every problem in it.</summary>
internal sealed class SystemRequestReader(Pod pod, CompositionPolicy policy)
{
    /// <returns>Null when there are problems.</returns>
    public SystemRequest? Read(BodyReader body)
    {
        var name = ResourceNames.Read(body, isRequired: true);
        var (description, hostName) = (body.TextOrNull("Description", out _), body.TextOrNull("HostName", out _));
        var boot = ReadBoot(body);
        var links = body.Object("Links");
        var blocks = links is null ? [] : links.Links("ResourceBlocks");
        links?.NothingElse();
        AllocationRequest? parts = null;
        if (ConstrainedRequestReader.OfSystems.Any(body.Has))
        {
            parts = new ConstrainedRequestReader(pod, policy).Read(body);
        }
        else if (blocks.Count == 0)
        {
            body.Problem(RedfishMessages.PropertyMissing(body.Pointer("Links/ResourceBlocks")));
        }

        body.NothingElse();
        return body.Problems.Count > 0 || name is null
            ? null
            : new SystemRequest(name, description, hostName, boot, [.. blocks.Select(uri => CompositionUris.BlockIn(uri) ?? uri)], parts);
    }

    private static BootOverride? ReadBoot(BodyReader body)
    {
        if (body.Object("Boot") is not { } boot)
        {
            return null;
        }

        var factory = BootOverride.Default;
        var read = factory with
        {
            Target = boot.OneOf<BootTarget>("BootSourceOverrideTarget") ?? factory.Target,
            Enabled = boot.OneOf<BootEnabled>("BootSourceOverrideEnabled") ?? factory.Enabled,
            Mode = boot.OneOf<BootMode>("BootSourceOverrideMode") ?? factory.Mode,
        };
        boot.NothingElse();
        return read;
    }
}
