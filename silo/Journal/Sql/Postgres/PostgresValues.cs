using Npgsql;
using NpgsqlTypes;

namespace SpecimenLogistics.Journal;

/// <summary>One column's values of the rows that wait to be sent: a parameter, whose list is used again and again.</summary>
internal abstract class PostgresValues
{
    public abstract NpgsqlParameter NewParameter();

    /// <summary>The first row's value, for a statement that takes one row.</summary>
    public abstract object? First { get; }

    public virtual void Add(long value) => throw Wrong();
    public virtual void Add(double value) => throw Wrong();
    public virtual void Add(string value) => throw Wrong();
    public virtual void Add(byte[] value) => throw Wrong();
    public abstract void AddNull();
    public abstract object? TakeLast();
    public abstract void PutBack(object? value);
    public abstract void Clear();

    /// <summary>As part of a key that is compared within these rows.</summary>
    public abstract string Last { get; }

    public static PostgresValues Of(Column column) => column.Type switch
    {
        ColumnType.Text => new Texts(),
        ColumnType.Long => new Longs(),
        ColumnType.Real => new Reals(),
        _ => new Blobs(),
    };

    static InvalidOperationException Wrong() => new("a value of another type than its column");

    abstract class ListOf<T>(NpgsqlDbType type) : PostgresValues
    {
        protected List<T?> Values { get; } = [];

        public override NpgsqlParameter NewParameter() => new NpgsqlParameter<List<T?>> { TypedValue = Values, NpgsqlDbType = NpgsqlDbType.Array | type };
        public override object? First => Values[0];
        public override string Last => Values[^1]?.ToString() ?? "";
        public override void AddNull() => Values.Add(default);

        public override object? TakeLast()
        {
            var last = Values[^1];
            Values.RemoveAt(Values.Count - 1);
            return last;
        }

        public override void PutBack(object? value) => Values.Add((T?)value);
        public override void Clear() => Values.Clear();
    }

    sealed class Longs() : ListOf<long?>(NpgsqlDbType.Bigint)
    {
        public override void Add(long value) => Values.Add(value);
    }

    sealed class Reals() : ListOf<double?>(NpgsqlDbType.Double)
    {
        // SQLite knows no such number and takes it for nothing; what one store refuses the other must not keep.
        public override void Add(double value) => Values.Add(double.IsNaN(value) ? null : value);
    }

    sealed class Texts() : ListOf<string>(NpgsqlDbType.Text)
    {
        public override void Add(string value) => Values.Add(PostgresText.IsHoldable(value) ? value : throw new ArgumentException("PostgreSQL cannot hold this text"));
    }

    sealed class Blobs() : ListOf<byte[]>(NpgsqlDbType.Bytea)
    {
        public override void Add(byte[] value) => Values.Add(value);
    }
}
