using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Which parts the targets of an update name.</summary>
internal sealed class UpdateTargets(Pod pod)
{
    /// <param name="targets">URIs; none means everything that the image is for.</param>
    /// <param name="problem">Is told what is wrong with them.</param>
    /// <param name="action">Of which they are a parameter.</param>
    /// <param name="parameter">How the parameter is called there.</param>
    public IReadOnlyList<FirmwareItem> Find(
        IReadOnlyList<string> targets, FirmwareImage image, Action<RedfishMessage> problem, string action, string parameter = "Targets")
    {
        if (targets.Count == 0)
        {
            if (image.Kind is null)
            {
                problem(RedfishMessages.ActionParameterMissing(
                    action, parameter, $"Name the targets, or an image whose name begins with one of {string.Join(", ", Enum.GetNames<FirmwareKind>())}."));
            }

            return [.. pod.FirmwareItems.Where(i => i.Kind == image.Kind)];
        }

        var wanted = targets.Select(t => t.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var (met, fitting, items) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new List<FirmwareItem>());
        foreach (var item in pod.FirmwareItems)
        {
            var hits = Addresses(item, image.Kind is not null).Where(wanted.Contains).ToList();
            met.UnionWith(hits);
            if (hits.Count > 0 && (image.Kind is null || image.Kind == item.Kind))
            {
                fitting.UnionWith(hits);
                items.Add(item);
            }
        }

        foreach (var target in wanted.Except(fitting).Order(StringComparer.Ordinal))
        {
            problem(met.Contains(target)
                ? RedfishMessages.ActionParameterValueConflict(parameter, target, $"The image {image.Name} does not fit {target}.", "Send an image that fits.")
                : NothingAt(target, parameter));
        }

        return items;
    }

    /// <summary>Whether a URI names anything that could be updated by an image that fits.</summary>
    public bool HasAnyAt(string uri) => pod.FirmwareItems.Any(i => Addresses(i, isKindTold: true).Contains(uri.TrimEnd('/')));

    public static RedfishMessage NothingAt(string uri, string parameter) =>
        RedfishMessages.LinkedResourceMissing(uri, $"There is nothing that could be updated at {uri}.", $"#/{parameter}");

    // By what a client may name the part: its place in the inventory, the resources that show it, the collections of both;
    // and the system it is in, when the image says which of its parts it is for.
    private IEnumerable<string> Addresses(FirmwareItem item, bool isKindTold)
    {
        foreach (var uri in UpdateUris.RelatedTo(pod, item).Prepend(UpdateUris.Of(item)))
        {
            yield return uri;
            yield return uri[..uri.LastIndexOf('/')];
        }

        if (isKindTold && item.Kind is FirmwareKind.Bmc or FirmwareKind.Nic)
        {
            yield return SystemUris.Of(pod.Systems[item.Owner]);
            yield return SystemUris.Systems;
        }
    }
}
