using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace Simulator.Redfish;

/// <summary>
/// The <c>$filter</c> of an event stream (DSP0266, server-sent events): <c>and</c>, <c>or</c>, <c>not</c> and grouping of comparisons by
/// <c>eq</c> and <c>ne</c> with the properties that <see cref="StreamFilterProperties"/> announces.
/// </summary>
internal static class StreamFilter
{
    private const string Parameter = "$filter";
    private const string Expression = "a filter expression like \"RegistryPrefix eq 'ResourceEvent' and (ResourceType eq 'Task' or SubordinateResources eq true)\"";

    private static readonly string[] Comparable = ["EventFormatType", "MessageId", "MetricReportDefinition", "OriginResource", "RegistryPrefix", "ResourceType"];

    /// <summary>What the query asks of events, or all that is wrong with it.</summary>
    public static (Func<PodEvent, bool> Lets, IResult? Refusal) Read(IQueryCollection query)
    {
        if (query.Keys.Where(k => k is "$expand" or "$select" or "$skip" or "$top" or "only").Select(RedfishMessages.QueryNotSupportedOnResource).ToList() is { Count: > 0 } others)
        {
            return (_ => false, RedfishErrors.BadRequest(others));
        }

        if (!query.TryGetValue(Parameter, out var values))
        {
            return (happened => happened.Report is null, null);
        }

        var text = values.ToString();
        try
        {
            var filter = QueryModel.Parser(Parameter, text).ParseFilter() ?? throw new ODataException("The expression is empty.");
            var lets = Term(filter.Expression, AsksForSubordinates(filter.Expression));

            // Metric reports have nothing that most filters look at; they come to those who speak of them.
            return (SpeaksOfFormats(filter.Expression) ? lets : happened => happened.Report is null && lets(happened), null);
        }
        catch (ODataException e)
        {
            return (_ => false, RedfishErrors.BadRequest(
                RedfishMessages.QueryParameterValueFormatError(Parameter, text, $"{Expression} ({e.Message.TrimEnd('.')})")));
        }
        catch (Exception e) when (e is UnsupportedQueryException or ArgumentException)
        {
            var what = e is UnsupportedQueryException ? e.Message : "this form of expression";
            return (_ => false, RedfishErrors.Answer(StatusCodes.Status501NotImplemented, [RedfishMessages.QueryFormUnsupported(Parameter, what)]));
        }
    }

    private static Func<PodEvent, bool> Term(QueryNode node, bool orBelow)
    {
        switch (node)
        {
            case ConvertNode convert:
                return Term(convert.Source, orBelow);
            case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not:
                var operand = Term(not.Operand, orBelow);
                return happened => !operand(happened);
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } both:
                var (left, right) = (Term(both.Left, orBelow), Term(both.Right, orBelow));
                return both.OperatorKind == BinaryOperatorKind.And
                    ? happened => left(happened) && right(happened)
                    : happened => left(happened) || right(happened);
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual } comparison:
                var isSame = Comparison(comparison, orBelow);
                return comparison.OperatorKind == BinaryOperatorKind.Equal ? isSame : happened => !isSame(happened);
            case BinaryOperatorNode other:
                throw new UnsupportedQueryException($"{other.OperatorKind}");
            default:
                throw new UnsupportedQueryException($"{node.Kind}");
        }
    }

    private static Func<PodEvent, bool> Comparison(BinaryOperatorNode node, bool orBelow)
    {
        var (name, value) = (Property(node.Left) ?? Property(node.Right), Literal(node.Left) ?? Literal(node.Right));
        return (name, value) switch
        {
            ("SubordinateResources", bool) => _ => true, // It says how origins are compared; see AsksForSubordinates.
            ("EventFormatType", string format) => happened => format == (happened.Report is null ? EventNames.Event : EventNames.MetricReport),
            ("MetricReportDefinition", string definition) => happened => happened.Report?.MetricReportDefinition.ODataId == definition,
            ("MessageId", string id) => happened => happened.Report is null && EventFilter.IsSame(id, happened.Message.Id),
            ("OriginResource", string origin) => happened => happened.Report is null && EventFilter.IsFrom(happened, origin, orBelow),
            ("RegistryPrefix", string prefix) => happened => happened.Report is null && EventFilter.Parts(happened.Message.Id).Prefix == prefix,
            ("ResourceType", string type) => happened => happened.Report is null && happened.OriginType == type,
            _ => throw new ODataException($"Compare {string.Join(", ", Comparable)} with a text or SubordinateResources with true or false"),
        };
    }

    private static bool AsksForSubordinates(QueryNode node) => node switch
    {
        ConvertNode convert => AsksForSubordinates(convert.Source),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } both => AsksForSubordinates(both.Left) || AsksForSubordinates(both.Right),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal =>
            (Property(equal.Left) ?? Property(equal.Right)) == "SubordinateResources" && (Literal(equal.Left) ?? Literal(equal.Right)) is true,
        _ => false,
    };

    private static bool SpeaksOfFormats(QueryNode node) => node switch
    {
        ConvertNode convert => SpeaksOfFormats(convert.Source),
        UnaryOperatorNode unary => SpeaksOfFormats(unary.Operand),
        BinaryOperatorNode both => SpeaksOfFormats(both.Left) || SpeaksOfFormats(both.Right),
        _ => Property(node) is "EventFormatType" or "MetricReportDefinition",
    };

    private static string? Property(QueryNode node) => node switch
    {
        ConvertNode convert => Property(convert.Source),
        SingleValueOpenPropertyAccessNode { Source: ResourceRangeVariableReferenceNode } property => property.Name,
        _ => null,
    };

    private static object? Literal(QueryNode node) => node switch
    {
        ConvertNode convert => Literal(convert.Source),
        ConstantNode constant => constant.Value,
        _ => null,
    };
}
