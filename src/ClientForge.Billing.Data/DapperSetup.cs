using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClientForge.Billing.Data;

/// <summary>All of Dapper's settings. They hold for the process, hence a module initializer.</summary>
internal static class DapperSetup
{
#pragma warning disable CA2255 // Settings that must stand before the first query of any host, test or tool.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Apply()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UtcHandler());
        SqlMapper.AddTypeHandler(new JsonHandler());
    }

    /// <summary>timestamptz as UTC; any other offset would break the connection while a parameter is written.</summary>
    private sealed class UtcHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.TimestampTz;
            parameter.Value = value.ToUniversalTime();
        }

        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            DateTimeOffset time => time.ToUniversalTime(),
            _ => throw new DataException($"A timestamptz was expected, not {value.GetType()}."),
        };
    }

    private sealed class JsonHandler : SqlMapper.TypeHandler<Json>
    {
        public override void SetValue(IDbDataParameter parameter, Json? value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
            parameter.Value = value is null ? DBNull.Value : value.Text;
        }

        public override Json Parse(object value) => new((string)value);
    }
}
