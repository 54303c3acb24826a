using System.Text.Json;
using Microsoft.OData.UriParser;

namespace Simulator.Redfish;

/// <summary>
/// A <c>$filter</c> over the JSON of members: and, or, not, comparisons and grouping; what a property lacks is null, and null
/// is neither above nor below anything.
/// </summary>
internal sealed class MemberFilter
{
    private readonly Func<JsonElement, FilterValue> _expression;

    private MemberFilter(Func<JsonElement, FilterValue> expression) => _expression = expression;

    public bool Holds(JsonElement member) => _expression(member).IsTrue;

    /// <exception cref="UnsupportedQueryException">The expression has a function or operator beyond Redfish's.</exception>
    public static MemberFilter Of(FilterClause clause) => new(Term(clause.Expression));

    private static Func<JsonElement, FilterValue> Term(QueryNode node) => node switch
    {
        // Types are those of the JSON, found when it is read; what the parser believed of them says nothing.
        ConvertNode convert => Term(convert.Source),
        ConstantNode constant => Constant(constant),
        SingleValueOpenPropertyAccessNode property => Property(property),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Not(Term(not.Operand)),
        BinaryOperatorNode binary => Binary(binary.OperatorKind, Term(binary.Left), Term(binary.Right)),
        UnaryOperatorNode => throw new UnsupportedQueryException("arithmetic"),
        SingleValueFunctionCallNode function => throw new UnsupportedQueryException($"{function.Name}()"),
        _ => throw new UnsupportedQueryException(node.Kind.ToString()),
    };

    private static Func<JsonElement, FilterValue> Constant(ConstantNode node)
    {
        var value = FilterValue.OfLiteral(node.Value) ?? throw new UnsupportedQueryException($"the literal {node.LiteralText}");
        return _ => value;
    }

    private static Func<JsonElement, FilterValue> Property(SingleValueOpenPropertyAccessNode node)
    {
        var name = node.Name;
        if (node.Source is ResourceRangeVariableReferenceNode)
        {
            return member => FilterValue.OfProperty(member, name);
        }

        if (node.Source is not SingleValueOpenPropertyAccessNode source)
        {
            throw new UnsupportedQueryException("a path that does not begin with a property");
        }

        var parent = Property(source);
        return member => parent(member).Json is { } json ? FilterValue.OfProperty(json, name) : FilterValue.Null;
    }

    private static Func<JsonElement, FilterValue> Not(Func<JsonElement, FilterValue> operand) => m => FilterValue.Of(!operand(m).IsTrue);

    private static Func<JsonElement, FilterValue> Binary(
        BinaryOperatorKind kind, Func<JsonElement, FilterValue> left, Func<JsonElement, FilterValue> right) => kind switch
        {
            BinaryOperatorKind.And => m => FilterValue.Of(left(m).IsTrue && right(m).IsTrue),
            BinaryOperatorKind.Or => m => FilterValue.Of(left(m).IsTrue || right(m).IsTrue),
            BinaryOperatorKind.Equal => m => FilterValue.Of(FilterValue.Compare(left(m), right(m)) == 0),
            BinaryOperatorKind.NotEqual => m => FilterValue.Of(FilterValue.Compare(left(m), right(m)) != 0),
            BinaryOperatorKind.LessThan => m => FilterValue.Of(FilterValue.Compare(left(m), right(m)) < 0),
            BinaryOperatorKind.LessThanOrEqual => m => FilterValue.Of(FilterValue.Compare(left(m), right(m)) <= 0),
            BinaryOperatorKind.GreaterThan => m => FilterValue.Of(FilterValue.Compare(left(m), right(m)) > 0),
            BinaryOperatorKind.GreaterThanOrEqual => m => FilterValue.Of(FilterValue.Compare(left(m), right(m)) >= 0),
            _ => throw new UnsupportedQueryException("arithmetic"),
        };
}
