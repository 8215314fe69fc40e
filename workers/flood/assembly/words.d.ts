/** AssemblyScript's number types, so that `layout.ts` is read by both sides. */
declare type i32 = number;
declare type usize = number;
