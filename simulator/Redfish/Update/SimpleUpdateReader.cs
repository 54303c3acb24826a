using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>What a client wants updated, and when.</summary>
internal sealed record WantedUpdate(FirmwareImage Image, IReadOnlyList<FirmwareItem> Items, bool WaitsForReset, bool IsForced);

/// <summary>Reads the parameters of SimpleUpdate (UpdateService v1_17_0) with all that is wrong with them.</summary>
internal sealed class SimpleUpdateReader(Pod pod)
{
    private const string Action = "UpdateService.SimpleUpdate";
    private const string ApplyTime = "@Redfish.OperationApplyTime";
    private const string OnReset = "OnReset";

    public static string[] Protocols { get; } = ["HTTP", "HTTPS", "FTP", "SFTP", "TFTP", "NFS", "CIFS", "SCP"];

    public static string[] ApplyTimes { get; } = ["Immediate", OnReset];

    public (WantedUpdate? Update, IReadOnlyList<RedfishMessage> Problems) Read(JsonElement body)
    {
        var reader = new ActionReader(body, Action);
        var image = ReadImage(reader);
        reader.OneOf("TransferProtocol", Protocols);
        reader.Text("Username");
        reader.Secret("Password");
        var isForced = reader.Flag("ForceUpdate") ?? false;
        var waits = reader.OneOf(ApplyTime, ApplyTimes) == OnReset;
        var items = ReadTargets(reader, reader.Texts("Targets"), image);
        if (waits && items.Any(i => !i.NeedsReset))
        {
            reader.Problem(RedfishMessages.ActionParameterValueConflict(
                ApplyTime, OnReset, "Drives, accelerators and switches have no reset that could be waited for.", "Send Immediate."));
        }

        reader.NothingElse();
        return reader.Problems.Count == 0 && image is not null
            ? (new WantedUpdate(image, items, waits, isForced), [])
            : (null, reader.Problems);
    }

    private static FirmwareImage? ReadImage(ActionReader reader)
    {
        if (reader.Text("ImageURI", isRequired: true) is not { } uri)
        {
            return null;
        }

        // A protocol may stand in a parameter of its own, and without one it is HTTP.
        var full = uri.Contains("://", StringComparison.Ordinal) ? uri : $"http://{uri.TrimStart('/')}";
        if (!Uri.TryCreate(full, UriKind.Absolute, out var parsed) || !Protocols.Contains(parsed.Scheme, StringComparer.OrdinalIgnoreCase) || parsed.Host.Length == 0)
        {
            reader.Problem(RedfishMessages.ActionParameterValueFormatError(
                Action, "ImageURI", TaskRequest.WithoutUser(uri), $"the URI of an image by one of {string.Join(", ", Protocols)}"));
            return null;
        }

        var name = Uri.UnescapeDataString(parsed.Segments[^1]).Trim('/');
        if (FirmwareImage.Find(name) is { } image)
        {
            return image;
        }

        reader.Problem(RedfishMessages.ActionParameterValueFormatError(
            Action, "ImageURI", TaskRequest.WithoutUser(uri), "the URI of an image whose name tells its version, like bios-2.4.1.bin"));
        return null;
    }

    private IReadOnlyList<FirmwareItem> ReadTargets(ActionReader reader, IReadOnlyList<string> targets, FirmwareImage? image)
    {
        if (image is null)
        {
            return [];
        }

        if (targets.Count == 0)
        {
            if (image.Kind is null)
            {
                reader.Problem(RedfishMessages.ActionParameterMissing(
                    Action, "Targets", $"Name the targets, or an image whose name begins with one of {string.Join(", ", Enum.GetNames<FirmwareKind>())}."));
            }

            return [.. pod.FirmwareItems.Where(i => i.Kind == image.Kind)];
        }

        var wanted = targets.Select(t => t.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var (met, fitting, items) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new List<FirmwareItem>());
        foreach (var item in pod.FirmwareItems)
        {
            var hits = Addresses(item, image).Where(wanted.Contains).ToList();
            met.UnionWith(hits);
            if (hits.Count > 0 && (image.Kind is null || image.Kind == item.Kind))
            {
                fitting.UnionWith(hits);
                items.Add(item);
            }
        }

        foreach (var target in wanted.Except(fitting).Order(StringComparer.Ordinal))
        {
            reader.Problem(met.Contains(target)
                ? RedfishMessages.ActionParameterValueConflict("Targets", target, $"The image {image.Name} does not fit {target}.", "Send an image that fits.")
                : RedfishMessages.LinkedResourceMissing(target, $"There is nothing that could be updated at {target}.", "#/Targets"));
        }

        return items;
    }

    // By what a client may name the part: its place in the inventory, the resources that show it, the collections of both;
    // and the system it is in, when the image says which of its parts it is for.
    private IEnumerable<string> Addresses(FirmwareItem item, FirmwareImage image)
    {
        foreach (var uri in UpdateUris.RelatedTo(pod, item).Prepend(UpdateUris.Of(item)))
        {
            yield return uri;
            yield return uri[..uri.LastIndexOf('/')];
        }

        if (image.Kind is not null && item.Kind is FirmwareKind.Bmc or FirmwareKind.Nic)
        {
            yield return SystemUris.Of(pod.Systems[item.Owner]);
            yield return SystemUris.Systems;
        }
    }
}
