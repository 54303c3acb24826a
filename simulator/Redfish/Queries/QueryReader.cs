using Microsoft.Extensions.Primitives;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace Simulator.Redfish;

/// <summary>Reads the query of a request, or says everything that is wrong with it: 400, or 501 when something is not supported.</summary>
internal sealed class QueryReader
{
    private const string Expression = "a filter expression like \"Name eq 'x' and (Status/Health ne 'OK' or not Enabled)\"";

    // All have a meaning on collections; some of them on every resource.
    private static readonly string[] OfCollections = ["$filter", "$skip", "$top", "only"];
    private static readonly string[] OfResources = ["$expand", "$select", "excerpt"];

    private readonly List<RedfishMessage> _problems = [];
    private bool _isUnsupported;

    /// <summary>What can be told before the resource is known: unknown parameters, and queries where only GET has them.</summary>
    public static IResult? RefusalForRequest(HttpRequest request)
    {
        if (!request.QueryString.HasValue)
        {
            return null;
        }

        var unknown = request.Query.Keys.Where(k => k.StartsWith('$') && !IsKnown(k)).Select(RedfishMessages.QueryParameterUnsupported).ToList();
        if (unknown.Count > 0)
        {
            return RedfishErrors.Answer(StatusCodes.Status501NotImplemented, unknown);
        }

        var known = request.Query.Keys.Where(IsKnown).ToList();
        return known.Count == 0 || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? null
            : RedfishErrors.BadRequest(RedfishMessages.QueryNotSupportedOnOperation(request.Method, known));
    }

    /// <summary>A document is no resource: no parameter means anything.</summary>
    public static IResult? RefusalForDocument(IQueryCollection query) =>
        query.Keys.Where(IsKnown).Select(RedfishMessages.QueryNotSupportedOnResource).ToList() is { Count: > 0 } problems
            ? RedfishErrors.BadRequest(problems)
            : null;

    public static (RedfishQuery Query, IResult? Refusal) Read(IQueryCollection parameters, bool isCollection)
    {
        var reader = new QueryReader();
        var query = new RedfishQuery();
        foreach (var (name, values) in parameters.Where(p => IsKnown(p.Key)))
        {
            query = reader.With(query, name, values, isCollection);
        }

        if (query.Only && parameters.Keys.Count(IsKnown) > 1)
        {
            reader._problems.Add(RedfishMessages.QueryCombinationInvalid("only stands alone."));
        }

        var status = reader._isUnsupported ? StatusCodes.Status501NotImplemented : StatusCodes.Status400BadRequest;
        return (query, reader._problems.Count > 0 ? RedfishErrors.Answer(status, reader._problems) : null);
    }

    private static bool IsKnown(string parameter) => OfCollections.Contains(parameter) || OfResources.Contains(parameter);

    private RedfishQuery With(RedfishQuery query, string name, StringValues values, bool isCollection)
    {
        if (!isCollection && OfCollections.Contains(name))
        {
            _problems.Add(RedfishMessages.QueryNotSupportedOnResource(name));
            return query;
        }

        if (values.Count > 1)
        {
            _problems.Add(RedfishMessages.QueryCombinationInvalid($"{name} is given more than once."));
            return query;
        }

        var value = values.ToString();
        return name switch
        {
            "only" => query with { Only = IsEmpty(name, value) },
            "excerpt" => query with { Excerpt = IsEmpty(name, value) },
            "$filter" => query with { Filter = Filter(name, value) },
            "$skip" => query with { Skip = Count(name, value, p => p.ParseSkip()) ?? 0 },
            "$top" => query with { Top = Count(name, value, p => p.ParseTop()) },
            "$expand" => query with { Expand = Expand(name, value) },
            _ => query with { Select = Select(name, value) },
        };
    }

    private bool IsEmpty(string name, string value)
    {
        if (value.Length > 0)
        {
            _problems.Add(RedfishMessages.QueryParameterValueTypeError(name, value, "empty: it takes no value"));
        }

        return true;
    }

    private long? Count(string name, string value, Func<ODataQueryOptionParser, long?> read)
    {
        if (value.Length > 18 && value.All(char.IsAsciiDigit))
        {
            _problems.Add(RedfishMessages.QueryParameterOutOfRange(name, value, "0 to 999999999999999999"));
            return null;
        }

        return Parse(name, value, read, expected => RedfishMessages.QueryParameterValueTypeError(name, value, expected), "a whole number, zero or more");
    }

    private MemberFilter? Filter(string name, string value) =>
        Parse(
            name, value, p => p.ParseFilter() is { } clause ? MemberFilter.Of(clause) : throw new ODataException("The expression is empty."),
            expected => RedfishMessages.QueryParameterValueFormatError(name, value, expected), Expression);

    private Selection? Select(string name, string value) =>
        Parse(
            name, value,
            p => string.IsNullOrWhiteSpace(value) ? throw new ODataException("No property is named.") : Selection.Of(p.ParseSelectAndExpand()),
            expected => RedfishMessages.QueryParameterValueFormatError(name, value, expected), "a list of properties like Name,Status/Health");

    private ExpandQuery? Expand(string name, string value)
    {
        const string forms = "one of . ~ * alone or with levels, like .($levels=2)";
        if (value is not ['.' or '~' or '*'] and not ['.' or '~' or '*', '(', .., ')'] || value.Contains(','))
        {
            _problems.Add(RedfishMessages.QueryParameterValueFormatError(name, value, forms));
            return null;
        }

        var levels = Parse(
            name, QueryModel.AnyLink + value[1..], Levels, expected => RedfishMessages.QueryParameterValueFormatError(name, value, expected), forms);
        if (levels is < 1 or > ExpandQuery.MostLevels)
        {
            _problems.Add(RedfishMessages.QueryParameterOutOfRange(name, value, $"of levels from 1 to {ExpandQuery.MostLevels}"));
            return null;
        }

        return levels is { } deep ? ExpandQuery.Of(value[0], (int)deep) : null;
    }

    private static long? Levels(ODataQueryOptionParser parser)
    {
        var item = parser.ParseSelectAndExpand().SelectedItems.OfType<ExpandedNavigationSelectItem>().Single();
        if (item.FilterOption is not null || item.OrderByOption is not null || item.TopOption is not null || item.SkipOption is not null
            || item.CountOption is not null || item.SearchOption is not null || item.ComputeOption is not null || item.ApplyOption is not null
            || item.SelectAndExpand is { AllSelected: false } || item.SelectAndExpand.SelectedItems.Any())
        {
            throw new UnsupportedQueryException("options other than $levels");
        }

        return item.LevelsOption switch
        {
            null => 1,
            { IsMaxLevel: true } => throw new ODataException("A number of levels is needed."),
            var levels => levels.Level,
        };
    }

    private T? Parse<T>(
        string name, string value, Func<ODataQueryOptionParser, T?> read, Func<string, RedfishMessage> malformed, string expected)
    {
        try
        {
            return read(QueryModel.Parser(name, value));
        }
        catch (ODataException e)
        {
            _problems.Add(malformed($"{expected} ({e.Message.TrimEnd('.')})"));
        }
        catch (UnsupportedQueryException e)
        {
            Unsupported(e.Message);
        }
        catch (ArgumentException)
        {
            // The library's way to stumble over "in" and over nested options when the type of a property is not known.
            Unsupported("this form of expression");
        }

        return default;

        void Unsupported(string what)
        {
            _isUnsupported = true;
            _problems.Add(RedfishMessages.QueryFormUnsupported(name, what));
        }
    }
}
