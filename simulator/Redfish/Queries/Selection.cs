using System.Text.Json.Nodes;
using Microsoft.OData.UriParser;

namespace Simulator.Redfish;

/// <summary>A <c>$select</c>: the named properties and what stands below them; names that do not exist are simply absent.</summary>
internal sealed class Selection
{
    private const string Members = "Members";

    // What tells an object's identity stays whatever is named (DSP0266, $select).
    private static readonly string[] Always = ["@odata.id", "@odata.type", "@odata.context", "@odata.etag"];

    private readonly Dictionary<string, Selection> _named = new(StringComparer.Ordinal);

    private bool _isWhole;

    /// <exception cref="UnsupportedQueryException">An item has options of its own.</exception>
    public static Selection Of(SelectExpandClause clause)
    {
        var selection = new Selection();
        foreach (var item in clause.SelectedItems)
        {
            switch (item)
            {
                case WildcardSelectItem:
                    selection._isWhole = true;
                    break;
                case PathSelectItem { HasOptions: false } path:
                    selection.Add([.. path.SelectedPath.Select(s => s.Identifier)]);
                    break;
                default:
                    throw new UnsupportedQueryException("options of a property");
            }
        }

        return selection;
    }

    /// <summary>Takes out of a resource what is not selected.</summary>
    public void Apply(JsonObject resource)
    {
        if (_isWhole)
        {
            return;
        }

        foreach (var (name, value) in resource.ToList())
        {
            // An annotation goes with its property: Members@odata.count with Members.
            if (Always.Contains(name) || (Find(name.Split('@')[0]) is { } below && below.Keeps(value)))
            {
                continue;
            }

            resource.Remove(name);
        }
    }

    /// <summary>On a collection whose members are inlined: it stays a collection, and the selection holds for each member.</summary>
    public void ApplyToMembers(JsonObject collection)
    {
        var ofMember = new Selection();
        ofMember.Include(this, except: Members);
        if (Find(Members) is { } below)
        {
            ofMember.Include(below);
        }

        foreach (var member in (collection[Members] as JsonArray ?? []).OfType<JsonObject>())
        {
            ofMember.Apply(member);
        }

        var ofCollection = new Selection();
        ofCollection.Include(this);
        ofCollection._named[Members] = new Selection { _isWhole = true };
        ofCollection.Apply(collection);
    }

    private void Add(ReadOnlySpan<string> path)
    {
        var at = this;
        foreach (var name in path)
        {
            if (!at._named.TryGetValue(name, out var next))
            {
                at._named[name] = next = new Selection();
            }

            at = next;
        }

        at._isWhole = true;
    }

    private void Include(Selection other, string? except = null)
    {
        _isWhole |= other._isWhole && except is null;
        foreach (var (name, below) in other._named.Where(n => n.Key != except))
        {
            if (!_named.TryGetValue(name, out var mine))
            {
                _named[name] = mine = new Selection();
            }

            mine.Include(below);
        }
    }

    private Selection? Find(string name) => _named.GetValueOrDefault(name);

    // A path that goes on below a value keeps what it finds in objects, also in those of an array.
    private bool Keeps(JsonNode? value)
    {
        if (_isWhole)
        {
            return true;
        }

        switch (value)
        {
            case JsonObject inner:
                Apply(inner);
                return true;
            case JsonArray list:
                list.OfType<JsonObject>().ToList().ForEach(Apply);
                return true;
            default:
                return false;
        }
    }
}
