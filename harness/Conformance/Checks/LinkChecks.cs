using System.Text.Json;
using Harness.Conformance.Schemas;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

internal sealed class LinksResolveCheck() : ResourceCheck(
    "links-resolve", "DSP0266 Link property type; Resource identifier (@odata.id) property", "Every link leads to something that answers 200, and a fragment to something in it.")
{
    public override bool ComparesResources => true;

    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        foreach (var link in resource.Links)
        {
            if (!ServiceTree.Key(link.Target).StartsWith(ServiceTree.Root, StringComparison.Ordinal))
            {
                ledger.Fail(resource.Uri, link.Pointer, link.Target, $"a path that begins with {ServiceTree.Root}/");
            }
            else if (subject.Tree.Find(link.Target) is not { } target)
            {
                ledger.Skip("left out by a limit");
            }
            else if (subject.IsClosed(target.Reply.Status))
            {
                ledger.Skip(Subject.NeedsLogin);
            }
            else if (target.Reply.Status != 200)
            {
                ledger.Fail(resource.Uri, link.Pointer, $"{link.Target} answers {target.Reply.Brief()}", "200", target.Uri);
            }
            else if (target.Reply.Body is not { } body)
            {
                ledger.Expect(link.Kind == LinkKind.File, resource.Uri, link.Pointer, $"{link.Target} is no JSON", "a JSON document");
            }
            else if (link.Fragment is ['/', ..] fragment && JsonPath.Find(body, fragment) is null)
            {
                ledger.Fail(resource.Uri, link.Pointer, $"{link.Target}: there is no such thing in the body", "a pointer to something", target.Uri);
            }
            else
            {
                ledger.Pass();
            }
        }
    }
}

internal sealed class LinkTypesCheck() : ResourceCheck(
    "link-types", "DSP0266 Link property type; JSON Schema", "A link leads to a resource of the type that the schema gives it.")
{
    public override bool ComparesResources => true;

    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        if (subject.Locate(resource) is not ({ } place, _))
        {
            ledger.Skip(subject.Locate(resource).Reason);
            return;
        }

        var body = resource.Reply.Body!.Value;
        foreach (var remark in subject.Walk!.Remarks(body, place).Where(r => r.Kind == SchemaRemarkKind.LinksTo && !SchemaFolder.IsAbstract(r.Note)))
        {
            var target = JsonPath.Find(body, remark.Pointer)?.Text("@odata.id");
            // What has a fragment is a part of a resource and bears no type of its own; what does not answer is links-resolve's.
            if (target is not null && !target.Contains('#', StringComparison.Ordinal) && subject.Tree.Find(target) is { IsDocument: true, Type: { } type } other)
            {
                if (type.Name == remark.Note)
                {
                    ledger.Pass();
                }
                else
                {
                    ledger.Fail(resource.Uri, remark.Pointer, $"{target} is a {type.Name}", $"a {remark.Note}", other.Uri);
                }
            }
        }
    }
}

/// <summary>Two links of the standard that say the same from both ends.</summary>
/// <param name="Path">JSON pointer in a resource of type <paramref name="From"/>.</param>
/// <param name="Back">JSON pointer in the resource that it leads to, of type <paramref name="To"/>; any one of several parted by bars.</param>
internal sealed record LinkPair(string From, string Path, string To, string Back)
{
    public static IReadOnlyList<LinkPair> All { get; } =
    [
        new("Chassis", "/Links/Contains", "Chassis", "/Links/ContainedBy"),
        new("Chassis", "/Links/ComputerSystems", "ComputerSystem", "/Links/Chassis"),
        new("Chassis", "/Links/ManagedBy", "Manager", "/Links/ManagerForChassis"),
        new("Chassis", "/Links/ManagersInChassis", "Manager", "/Links/ManagerInChassis"),
        new("Chassis", "/Links/Drives", "Drive", "/Links/Chassis"),
        new("Chassis", "/Links/Storage", "Storage", "/Links/Enclosures"),
        new("Chassis", "/Links/PCIeDevices", "PCIeDevice", "/Links/Chassis"),
        new("Chassis", "/Links/Processors", "Processor", "/Links/Chassis"),
        new("Chassis", "/Links/ResourceBlocks", "ResourceBlock", "/Links/Chassis"),
        new("Chassis", "/Links/Switches", "Switch", "/Links/Chassis"),
        new("ComputerSystem", "/Links/ManagedBy", "Manager", "/Links/ManagerForServers"),
        new("ComputerSystem", "/Links/ResourceBlocks", "ResourceBlock", "/Links/ComputerSystems"),
        new("Switch", "/Links/ManagedBy", "Manager", "/Links/ManagerForSwitches"),
        new("Drive", "/Links/Volumes", "Volume", "/Links/Drives"),
        new("Drive", "/Links/PCIeFunctions", "PCIeFunction", "/Links/Drives"),
        new("PCIeDevice", "/Links/PCIeFunctions", "PCIeFunction", "/Links/PCIeDevice"),
        new("Processor", "/Links/PCIeDevice", "PCIeDevice", "/Links/Processors"),
        new("Processor", "/Links/PCIeFunctions", "PCIeFunction", "/Links/Processor"),
        new("Zone", "/Links/Endpoints", "Endpoint", "/Links/Zones"),
        new("Zone", "/Links/ResourceBlocks", "ResourceBlock", "/Links/Zones"),
        new("Port", "/Links/ConnectedPorts", "Port", "/Links/ConnectedPorts"),
        new("Port", "/Links/AssociatedEndpoints", "Endpoint", "/Links/ConnectedPorts|/Links/LocalPorts"),
        new("Port", "/Links/Cables", "Cable", "/Links/UpstreamPorts|/Links/DownstreamPorts"),
    ];

    public IReadOnlyList<string> Backs => Back.Split('|');
}

internal sealed class LinkPairsCheck() : Check(
    "link-pairs", "DSP0268 descriptions of the two properties", "Links that say the same from both ends do so: what a chassis contains is contained by it.")
{
    public override bool ComparesResources => true;

    public override Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        var byType = subject.Tree.Documents.Where(r => r.Type is not null).ToLookup(r => r.Type!.Name, StringComparer.Ordinal);
        foreach (var pair in LinkPair.All)
        {
            Judge(pair, byType, subject.Tree, ledger);
            if (pair.From != pair.To || pair.Path != pair.Back)
            {
                foreach (var back in pair.Backs)
                {
                    Judge(new LinkPair(pair.To, back, pair.From, pair.Path), byType, subject.Tree, ledger);
                }
            }
        }

        return Task.CompletedTask;
    }

    private static void Judge(LinkPair pair, ILookup<string, Resource> byType, ServiceTree tree, Ledger ledger)
    {
        // A service that serves one of the two properties nowhere has only the other end.
        var isKept = byType[pair.To].Any(r => pair.Backs.Any(b => JsonPath.Find(r.Reply.Body!.Value, b) is not null));
        foreach (var from in byType[pair.From])
        {
            foreach (var target in Targets(from, pair.Path).Select(tree.Find).OfType<Resource>().Where(t => t.IsDocument && t.Type?.Name == pair.To))
            {
                if (!isKept)
                {
                    ledger.Skip($"no {pair.To} has {pair.Back}");
                }
                else if (pair.Backs.SelectMany(b => Targets(target, b)).Any(t => ServiceTree.Key(t) == ServiceTree.Key(from.Uri)))
                {
                    ledger.Pass();
                }
                else
                {
                    ledger.Fail(target.Uri, pair.Back, $"does not lead to {from.Uri}", $"it, because {from.Uri} {pair.Path} leads here", from.Uri);
                }
            }
        }
    }

    private static IEnumerable<string> Targets(Resource resource, string pointer)
    {
        var value = JsonPath.Find(resource.Reply.Body!.Value, pointer);
        return value switch
        {
            { ValueKind: JsonValueKind.Array } => value.Value.EnumerateArray().Select(l => l.Text("@odata.id")).OfType<string>(),
            { ValueKind: JsonValueKind.Object } => value.Value.Text("@odata.id") is { } uri ? [uri] : [],
            _ => [],
        };
    }
}
